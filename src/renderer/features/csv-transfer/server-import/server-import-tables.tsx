import { Table } from '@mantine/core'
import type { ServerImportErrors, ServerImportPreview } from '#shared/connector/server-import.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import classes from './server-import.module.css'

/** What the remote says about the file as a whole. */
export function ServerAlerts({ alerts, remote }: { alerts: readonly string[]; remote: string }) {
  const t = useText('imports')
  if (alerts.length === 0) return null
  return (
    <section>
      <h2 className={classes.heading}>{t('server.says', { remote })}</h2>
      <ul className={classes.alerts} data-selectable>
        {alerts.map((alert) => (
          <li key={alert}>{alert}</li>
        ))}
      </ul>
    </section>
  )
}

/** The rows that the remote finds fault with, in its own words. */
export function ServerErrors({ errors, remote }: { errors: ServerImportErrors; remote: string }) {
  const t = useText('imports')
  const { count } = useFormats()
  const { list, total } = errors
  if (total === 0) return null
  const title = t('server.errors', { count: total, shown: count(total) })
  return (
    <section>
      <h2 className={classes.heading}>{title}</h2>
      {list.length < total && (
        <p className={classes.explain}>{t('server.errorsMore', { kept: count(list.length) })}</p>
      )}
      <div className={classes.scroll}>
        <Table aria-label={title} verticalSpacing={4} fz="sm" stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={90}>{t('server.row')}</Table.Th>
              <Table.Th w={180}>{t('server.column')}</Table.Th>
              <Table.Th>{t('server.message', { remote })}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {list.map(({ row, field, message }, at) => (
              <Table.Tr key={at}>
                <Table.Td className={classes.number}>{rowText(row, count)}</Table.Td>
                <Table.Td>{field}</Table.Td>
                <Table.Td data-selectable>{message}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  )
}

/** The first rows as the remote has understood them: letters and columns that went wrong show here. */
export function ServerSample({ sample, remote }: { sample: ServerImportPreview['sample']; remote: string }) {
  const t = useText('imports')
  const { count } = useFormats()
  if (sample.rows.length === 0 || sample.columns.length === 0) return null
  const title = t('server.sample', { remote })
  return (
    <section>
      <h2 className={classes.heading}>{title}</h2>
      <div className={classes.scroll}>
        <Table aria-label={title} verticalSpacing={4} fz="sm" stickyHeader className={classes.sample}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('server.row')}</Table.Th>
              {sample.columns.map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sample.rows.map(({ row, cells }, at) => (
              <Table.Tr key={at}>
                <Table.Td className={classes.number}>{rowText(row, count)}</Table.Td>
                {cells.map((cell, column) => (
                  <Table.Td key={column} title={cell}>
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  )
}

function rowText(row: number, count: (value: number) => string): string {
  return row === 0 ? '–' : count(row)
}
