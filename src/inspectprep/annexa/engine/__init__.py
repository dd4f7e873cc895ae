"""The language of conditions, and compiling and running rules on whole columns.

=====================  ====================================================================================
``parse``              a condition from text to the nodes of ``language``
``resolve``            a condition for one list, with the values of its ``scope``; ``three_way_logic`` and
                       ``fixed_values`` simplify it
``compile_condition``  a condition to one expression: ``kinds``, ``operands``, ``date_functions``,
                       ``date_comparison``; ``sides`` are the rows that it reads
``compile_rule``       a rule to compiled outcomes; ``main_column`` chooses the column of its findings
``plan``               the columns and helpers that the rules need
``prepare``            the lists with these columns: ``date_columns``, ``name_forms``, ``text_columns``
``run``                compiled rules to ``findings``, with ``helper_columns`` and ``related_rows``
``answers``            the answers of helpers, with ``lookup`` on polars
``frames``             the frames that rules run on
``cell_checks``        rules about single cells
``measure_rows``       the rows that measures count
``reads``              the lists and dates that a rule reads; ``return_facts`` those that a return has
``validate``           the mistakes of rules, before any data is read
=====================  ====================================================================================
"""
