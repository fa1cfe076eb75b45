import { Text } from '@mantine/core'
import { useState } from 'react'
import type { ShippingOrder } from '#shared/connector/remote-action.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { RemoteQueryForm } from './remote-query-form.tsx'

/** Shows the shipping service's order of a fulfilment, or has it brought up to date. */
export function ShippingOrderForm({ update }: { update: (fulfilmentId: string) => void }) {
  const t = useText('related')
  const { sync } = useWorkspace()
  const [order, setOrder] = useState<ShippingOrder | null>(null)
  const remoteActions = sync?.remoteActions
  if (remoteActions === undefined) return null
  return (
    <RemoteQueryForm
      label={t('remote.fulfilment')}
      readLabel={t('remote.view')}
      commandLabel={t('remote.update')}
      missing={(fulfilment) => t('remote.noOrder', { fulfilment })}
      onRead={async (fulfilment, signal) => {
        const told = await remoteActions.shippingOrder(fulfilment, signal)
        if (!told.ok) return told.error
        setOrder(told.value)
        return told.value === null ? { kind: 'not-found' } : null
      }}
      onReadMore={null}
      onCommand={update}
      onTyped={() => setOrder(null)}
    >
      {order !== null && (
        <Text size="sm" mt={4} role="status">
          {[order.number, order.status, ...order.facts.map(({ name, value }) => `${name}: ${value}`)]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
      )}
    </RemoteQueryForm>
  )
}
