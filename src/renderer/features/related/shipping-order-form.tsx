import { Button, Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ShippingOrder } from '#shared/connector/remote-action.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Result } from '#shared/result.ts'
import { remoteErrorText } from '#renderer/i18n/remote-error-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** Shows the shipping service's order of a fulfilment, or has it brought up to date. */
export function ShippingOrderForm({ update }: { update: (fulfilmentId: string) => void }) {
  const t = useText('related')
  const common = useText('common')
  const { sync, capabilities } = useWorkspace()
  const raise = useThrow()
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<Result<ShippingOrder | null, RemoteError> | null>(null)
  const fulfilment = typed.trim()
  const remoteActions = sync?.remoteActions
  if (remoteActions === undefined) return null
  const view = (): void => {
    setBusy(true)
    remoteActions
      .shippingOrder(fulfilment, AbortSignal.timeout(30_000))
      .then(setTold)
      .catch(raise)
      .finally(() => setBusy(false))
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (fulfilment !== '') view()
      }}
    >
      <Group gap="xs" align="flex-end">
        <TextInput
          label={t('remote.fulfilment')}
          w={160}
          inputMode="numeric"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setTold(null)
          }}
        />
        <Button type="submit" variant="default" loading={busy} disabled={fulfilment === ''}>
          {t('remote.view')}
        </Button>
        <Button variant="default" disabled={fulfilment === ''} onClick={() => update(fulfilment)}>
          {t('remote.update')}
        </Button>
      </Group>
      <div role="status">
        {told !== null && !told.ok && (
          <Text c="var(--desk-bad)" size="sm" mt={4}>
            {remoteErrorText(common, told.error, capabilities?.displayName ?? '')}
          </Text>
        )}
        {told?.ok === true && told.value === null && (
          <Text c="dimmed" size="sm" mt={4}>
            {t('remote.noOrder')}
          </Text>
        )}
        {told?.ok === true && told.value !== null && (
          <Text size="sm" mt={4}>
            {[
              told.value.number,
              told.value.status,
              ...told.value.facts.map(({ name, value }) => `${name}: ${value}`),
            ]
              .filter((part) => part !== '')
              .join(' · ')}
          </Text>
        )}
      </div>
    </form>
  )
}
