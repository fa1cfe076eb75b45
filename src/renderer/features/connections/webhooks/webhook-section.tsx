import { Stack } from '@mantine/core'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { WebhookHooks } from './webhook-hooks.tsx'
import { WebhookListener } from './webhook-listener.tsx'

/** Being told by the remote by itself, in Settings; nothing where the remote does not offer it. */
export function WebhookSection() {
  const t = useText('webhooks')
  const common = useText('common')
  const { info, capabilities } = useWorkspace()
  const { connection } = info
  if (connection === null || capabilities?.webhooks === undefined) return null
  const remote = common(`systems.${connection.system}`)
  return (
    <Section title={t('title', { remote })} explain={t('explain', { remote })}>
      <Stack gap="lg" maw={560}>
        <WebhookListener key={info.id} workspaceId={info.id} />
        <WebhookHooks
          key={connection.id}
          workspaceId={info.id}
          remote={remote}
          filters={capabilities.webhooks.filters}
        />
      </Stack>
    </Section>
  )
}
