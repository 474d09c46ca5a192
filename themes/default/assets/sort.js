// Lets readers sort tables: each name at the head becomes a button. Cells are compared by what
// stands in data-value, else by their words; those without a value come last.

const words = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });

const value = (row, column) => {
  const cell = row.cells[column];
  return cell.dataset.value ?? (cell.textContent.trim() === "–" ? "" : cell.textContent.trim());
};

function sort(table, head, column) {
  const down = head.ariaSort === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => [value(row, column), row]);
  rows.sort(([a], [b]) => !a - !b || (down ? words.compare(b, a) : words.compare(a, b)));
  body.append(...rows.map(([, row]) => row));
}

for (const table of document.querySelectorAll("table[data-sort]")) {
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.append(...head.childNodes);
    button.onclick = () => sort(table, head, column);
    head.append(button);
  });
}
