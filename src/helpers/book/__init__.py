"""Book: the site that shows what a run made, every number a link to the characters that say it.

Above all stages: it reads their tables, and no stage imports it. `command` is what ``xianjie site`` runs; it loads
the rest only when there is something to make.
"""
