import clsx from 'clsx';
import type { ReactNode } from 'react';

export type DataColumn<Row> = {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  align?: 'start' | 'end' | undefined;
  /** In the card of a narrow screen: the head line, or buttons; others show `header: value`. */
  card?: 'title' | 'action' | undefined;
  /** Keeps the header for screen readers only. */
  isHeaderHidden?: boolean | undefined;
};

type DataGroup<Row> = { id: string; title: ReactNode; rows: readonly Row[] };

export type DataTableProps<Row> = {
  /** What the table lists, for screen readers. */
  caption: string;
  columns: readonly DataColumn<Row>[];
  rowKey: (row: Row) => string;
  isSelected?: ((row: Row) => boolean) | undefined;
  className?: string | undefined;
} & (
  | { rows: readonly Row[]; groups?: undefined }
  | { groups: readonly DataGroup<Row>[]; rows?: undefined }
);

/** The role, written out: `display: block` on a narrow screen takes the implied one away. */
const as = (role: string) => ({ role });

/** A table that turns into cards below 860 px. */
export function DataTable<Row>({
  caption,
  columns,
  rowKey,
  isSelected,
  className,
  rows,
  groups,
}: DataTableProps<Row>) {
  const parts = groups ?? [{ id: 'all', title: null, rows: rows ?? [] }];
  return (
    <table {...as('table')} className={clsx('data-table', className)}>
      <caption className="sr-only">{caption}</caption>
      <thead {...as('rowgroup')}>
        <tr {...as('row')}>
          {columns.map((column) => (
            <HeaderCell key={column.id} column={column} />
          ))}
        </tr>
      </thead>
      {parts.map((part) => (
        <tbody key={part.id} {...as('rowgroup')}>
          {part.title === null ? null : (
            <GroupRow title={part.title} columnCount={columns.length} />
          )}
          {part.rows.map((row) => (
            <DataRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              isSelected={isSelected?.(row) ?? false}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function HeaderCell<Row>({ column }: { column: DataColumn<Row> }) {
  return (
    <th scope="col" {...as('columnheader')} data-align={column.align}>
      <span className={clsx(column.isHeaderHidden && 'sr-only')}>{column.header}</span>
    </th>
  );
}

function GroupRow({ title, columnCount }: { title: ReactNode; columnCount: number }) {
  return (
    <tr {...as('row')} className="data-table-group">
      <th scope="rowgroup" {...as('rowheader')} colSpan={columnCount}>
        {title}
      </th>
    </tr>
  );
}

type DataRowProps<Row> = {
  row: Row;
  columns: readonly DataColumn<Row>[];
  isSelected: boolean;
};

function DataRow<Row>({ row, columns, isSelected }: DataRowProps<Row>) {
  return (
    <tr {...as('row')} data-selected={isSelected || undefined}>
      {columns.map((column) => (
        <td
          key={column.id}
          {...as('cell')}
          data-align={column.align}
          data-card={column.card}
        >
          {column.card ? null : (
            <span className="cell-label" aria-hidden="true">
              {column.header}
            </span>
          )}
          <div>{column.cell(row)}</div>
        </td>
      ))}
    </tr>
  );
}
