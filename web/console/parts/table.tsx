// biome-ignore-all lint/a11y/noRedundantRoles: a table that is laid out as blocks is none to every browser unless it says so.
/** A table; on a narrow screen each row is a block of labelled values. */

import type { ComponentChildren } from 'preact'

export interface Column<Row> {
  head: string
  cell: (row: Row) => ComponentChildren
  /** Its button says what the head says. */
  isAction?: boolean
}

export interface TableProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string | number
  /** Whether a row is about something that counts no more. */
  isOver?: (row: Row) => boolean
}

export function Table<Row>({ label, columns, rows, keyOf, isOver = () => false }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard (WCAG 2.1.1).
    <section class="table-scroll" tabIndex={0} aria-label={label}>
      <table role="table">
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ head }) => (
              <th key={head} role="columnheader" scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row" class={isOver(row) ? 'is-over' : undefined}>
              {columns.map(({ head, cell, isAction = false }) => (
                <td key={head} role="cell" data-label={isAction ? undefined : head}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
