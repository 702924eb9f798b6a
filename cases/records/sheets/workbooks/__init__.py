"""Parts of an Excel workbook: sheets, formats, texts and rows, in the transitional and the strict form of the format.

The two differ in their namespaces only, so elements are known by their local names.
"""
