import { Button, Group, Stack, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { assertNever } from '#shared/assert-never.ts'
import type { RemoteSystem } from '#shared/connector/capabilities.ts'
import type { CredentialState } from '#shared/domain/workspace.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { ConnectionForm } from './connection-form.tsx'

/** The connection of the open workspace, in Settings. */
export function ConnectionSection() {
  const t = useText('settings')
  const common = useText('common')
  const { api, workspaceChanged } = useApp()
  const { info } = useWorkspace()
  const raise = useThrow()
  const { connection } = info
  const systems = useText('connection')
  const credentialText = (state: CredentialState, system: RemoteSystem): string => {
    const credential = systems(`credential.${system}`)
    switch (state) {
      case 'stored':
        return t('connection.stored', { credential })
      case 'until-close':
        return t('connection.untilClose')
      case 'missing':
        return t('connection.missing', { credential })
      default:
        return assertNever(state)
    }
  }
  const disconnect = (): void => {
    modals.openConfirmModal({
      title: t('connection.removeTitle', { account: connection?.accountName ?? '' }),
      children: <Text>{t('connection.removeBody')}</Text>,
      labels: { confirm: t('connection.removeConfirm'), cancel: common('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => {
        api.call('connection:remove', { workspaceId: info.id }).then(workspaceChanged).catch(raise)
      },
    })
  }
  return (
    <Section
      name="connection"
      title={t('connection.title')}
      {...(connection === null ? { explain: t('connection.explain', { workspace: info.name }) } : {})}
    >
      <Stack gap="lg">
        {connection !== null && (
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text fw={500}>
                {t('connection.account', { account: connection.accountName, address: connection.baseUrl })}
              </Text>
              <Text c="dimmed">{credentialText(info.credentials, connection.system)}</Text>
            </div>
            <Button variant="subtle" color="red" onClick={disconnect}>
              {t('connection.remove')}
            </Button>
          </Group>
        )}
        <ConnectionForm key={`${info.id} ${connection?.id ?? ''}`} workspace={info} />
      </Stack>
    </Section>
  )
}
