"""Reports taken together: added up, compared, followed over years, counted, converted between editions."""
