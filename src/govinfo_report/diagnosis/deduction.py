"""x"""
def possible(form, values, ignored): return True
