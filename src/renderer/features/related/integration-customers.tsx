import { Button, Group, Table, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { IntegrationCustomer } from '#shared/connector/remote-action.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { remoteErrorText } from '#renderer/i18n/remote-error-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

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
  const common = useText('common')
  const { sync, capabilities } = useWorkspace()
  const raise = useThrow()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [read, setRead] = useState<Read | null>(null)
  const [failure, setFailure] = useState<RemoteError | null>(null)
  const instance = typed.trim()
  const remoteActions = sync?.remoteActions
  if (remoteActions === undefined) return null
  const list = async (before: Read | null): Promise<void> => {
    const page = (before?.page ?? 0) + 1
    const instanceId = before?.instanceId ?? instance
    setBusy(true)
    setFailure(null)
    try {
      const told = await remoteActions.integrationCustomers(instanceId, page, AbortSignal.timeout(30_000))
      if (!told.ok) {
        setFailure(told.error)
        return
      }
      const { customers, hasMore } = told.value
      setRead({ instanceId, customers: [...(before?.customers ?? []), ...customers], page, hasMore })
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (instance !== '') list(null).catch(raise)
        }}
      >
        <Group gap="xs" align="flex-end">
          <TextInput
            label={t('remote.instance')}
            w={160}
            inputMode="numeric"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={busy} disabled={instance === ''}>
            {t('remote.list')}
          </Button>
          <Button variant="default" disabled={instance === ''} onClick={() => refresh(instance)}>
            {t('remote.refreshIntegration')}
          </Button>
        </Group>
      </form>
      {failure !== null && (
        <Text c="var(--desk-bad)" size="sm" mt={4} role="alert">
          {remoteErrorText(common, failure, capabilities?.displayName ?? '')}
        </Text>
      )}
      {read?.customers.length === 0 && (
        <Text c="dimmed" size="sm" mt={4}>
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
      {read?.hasMore === true && (
        <Button
          variant="default"
          mt="sm"
          loading={busy}
          onClick={() => {
            list(read).catch(raise)
          }}
        >
          {t('remote.more')}
        </Button>
      )}
    </>
  )
}
