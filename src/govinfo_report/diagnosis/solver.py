"""x"""
from govinfo_report.diagnosis.search import Found
def solver_installed(): return False
def solve(problem, found, until, most): return found
