"""The interactive page: one self-contained HTML file of a graph, drawn by pyvis and vis-network.

    render_page  ->  scene (what is drawn)  ->  layout (where)  ->  payload (what it says)  ->  template

Everything that a reader sees of the graph is hostile input: it travels as JSON and enters the page as text, never as
markup.
"""

from kg.html.notebook import notebook_html, statement_rows
from kg.html.page import render_page, write_page

__all__ = ["notebook_html", "render_page", "statement_rows", "write_page"]
