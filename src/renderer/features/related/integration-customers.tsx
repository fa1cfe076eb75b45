import { Table, Text } from '@mantine/core'
import { useState } from 'react'
import type { IntegrationCustomer } from '#shared/connector/remote-action.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { RemoteQueryForm } from './remote-query-form.tsx'

/** What has been read of an integration so far. */
interface Read {
  instanceId: string
  customers: IntegrationCustomer[]
  page: number
  hasMore: boolean
}

/** The customers of one of the remote's shop integrations, and reading that integration anew. */
export function IntegrationCustomers({ refresh }: { refresh: (instanceId: string) => void }) {
  const t = useText('related')
  const { sync, capabilities } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const [read, setRead] = useState<Read | null>(null)
  const remoteActions = sync?.remoteActions
  if (remoteActions === undefined) return null
  const list = async (
    instanceId: string,
    before: Read | null,
    signal: AbortSignal,
  ): Promise<RemoteError | null> => {
    const page = (before?.page ?? 0) + 1
    const told = await remoteActions.integrationCustomers(instanceId, page, signal)
    if (!told.ok) return told.error
    const { customers, hasMore } = told.value
    setRead({ instanceId, customers: [...(before?.customers ?? []), ...customers], page, hasMore })
    return null
  }
  return (
    <RemoteQueryForm
      label={t('remote.instance')}
      readLabel={t('remote.list')}
      commandLabel={t('remote.refreshIntegration')}
      missing={(instance) => t('remote.noIntegration', { remote, instance })}
      onRead={(instanceId, signal) => list(instanceId, null, signal)}
      onReadMore={read?.hasMore === true ? (signal) => list(read.instanceId, read, signal) : null}
      onCommand={refresh}
      onTyped={() => setRead(null)}
    >
      {read?.customers.length === 0 && (
        <Text c="dimmed" size="sm" mt={4} role="status">
          {t('remote.noCustomers')}
        </Text>
      )}
      {read !== null && read.customers.length > 0 && (
        <Table aria-label={t('remote.integration')} fz="sm" mt="sm">
          <Table.Tbody>
            {read.customers.map((customer) => (
              <Table.Tr key={customer.remoteId}>
                <Table.Td>{customer.name}</Table.Td>
                <Table.Td c="dimmed">{customer.email}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </RemoteQueryForm>
  )
}
