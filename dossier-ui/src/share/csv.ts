// A figure's numbers as a table that spreadsheets read.

export type Cell = string | number | null | undefined;
export type Rows = Cell[][];

/** Text that a spreadsheet would take for a formula stays text. */
function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+@\t\r-]/.test(value) && !/^[+-]?\d[\d.]*$/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Rows as CSV (RFC 4180), after a mark that tells spreadsheets that it is UTF-8. */
export function csv(rows: Rows): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
