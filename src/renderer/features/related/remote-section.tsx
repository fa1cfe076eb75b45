import { Button, Stack, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { notifications } from '@mantine/notifications'
import type { ActionInputs, ActionKind } from '#shared/connector/remote-action.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { IntegrationCustomers } from './integration-customers.tsx'
import { ShippingOrderForm } from './shipping-order-form.tsx'

/** What can be commanded at the remote that concerns no single customer; absent where it knows nothing of the kind. */
export function RemoteSection() {
  const t = useText('related')
  const common = useText('common')
  const { actions, capabilities, sync } = useWorkspace()
  const raise = useThrow()
  const remote = capabilities?.displayName ?? ''
  const knows = (kind: ActionKind): boolean => capabilities?.actions.includes(kind) === true
  const ships = knows('submit-to-starshipit')
  const integrates = knows('refresh-integration')
  if (sync === null || (!ships && !integrates)) return null
  const give = <K extends ActionKind>(kind: K, input: ActionInputs[K]): void => {
    actions
      .add(kind, '', input)
      .then(() => notifications.show({ withBorder: true, message: t('remote.queued', { remote }) }))
      .catch(raise)
  }
  const submit = (): void => {
    modals.openConfirmModal({
      title: t('remote.submitTitle'),
      children: <Text>{t('remote.submitBody')}</Text>,
      labels: { confirm: t('remote.submit'), cancel: common('cancel') },
      onConfirm: () => give('submit-to-starshipit', {}),
    })
  }
  return (
    <Section title={t('remote.title', { remote })}>
      {ships && (
        <>
          <Text fw={500} mb={4}>
            {t('remote.starshipit')}
          </Text>
          <Stack gap="sm" align="flex-start" mb="md">
            <Button variant="default" onClick={submit}>
              {t('remote.submit')}
            </Button>
            <ShippingOrderForm update={(fulfilmentId) => give('update-starshipit-order', { fulfilmentId })} />
          </Stack>
        </>
      )}
      {integrates && (
        <>
          <Text fw={500} mb={4}>
            {t('remote.integration')}
          </Text>
          <IntegrationCustomers refresh={(instanceId) => give('refresh-integration', { instanceId })} />
        </>
      )}
    </Section>
  )
}
