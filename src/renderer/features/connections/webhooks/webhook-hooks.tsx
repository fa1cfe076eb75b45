import { Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import type {
  RemoteWebhook,
  WebhookDraft,
  WebhookFailure,
  WebhookFilter,
} from '#shared/connector/webhooks.ts'
import { remoteErrorDetail, remoteErrorText } from '#renderer/i18n/remote-error-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { WebhookForm } from './webhook-form.tsx'

interface WebhookHooksProps {
  workspaceId: string
  /** The product's name, for example "Kounta". */
  remote: string
  /** What updates can be narrowed to there. */
  filters: readonly WebhookFilter[]
}

/** What is registered at the remote: listed, added, changed, removed. */
export function WebhookHooks({ workspaceId, remote, filters }: WebhookHooksProps) {
  const t = useText('webhooks')
  const common = useText('common')
  const { api } = useApp()
  const raise = useThrow()
  const [hooks, setHooks] = useState<readonly RemoteWebhook[] | null>(null)
  const [failure, setFailure] = useState<WebhookFailure | null>(null)
  /** Id of the one being changed, '' for a new one, null for none. */
  const [editing, setEditing] = useState<string | null>(null)

  /** Grows with each change made here: the list is read again. */
  const [version, setVersion] = useState(0)

  useEffect(() => {
    let shown = true
    api
      .call('webhooks:list', { workspaceId, callId: crypto.randomUUID() })
      .then((listed) => {
        if (!shown) return
        if (listed.ok) setHooks(listed.value)
        else setFailure(listed.error)
      })
      .catch(raise)
    return () => {
      shown = false
    }
  }, [api, raise, workspaceId, version])

  const done = (answer: { ok: true } | { ok: false; error: WebhookFailure }): void => {
    setFailure(answer.ok ? null : answer.error)
    if (!answer.ok) return
    setEditing(null)
    setVersion(version + 1)
  }
  const save = async (id: string | null, draft: WebhookDraft): Promise<void> =>
    done(await api.call('webhooks:save', { workspaceId, callId: crypto.randomUUID(), id, draft }))
  const remove = async (id: string): Promise<void> =>
    done(await api.call('webhooks:remove', { workspaceId, callId: crypto.randomUUID(), id }))
  const form = (hook: RemoteWebhook | null) => (
    <WebhookForm
      hook={hook}
      filters={filters}
      onSave={(draft) => save(hook?.id ?? null, draft)}
      onCancel={() => setEditing(null)}
    />
  )

  return (
    <Stack gap="sm">
      <Text fw={500}>{t('hooks', { remote })}</Text>
      {failure !== null && (
        <Notice
          tone="bad"
          title={t('failed')}
          words={failure.kind === 'refused' ? failure.reason : remoteErrorDetail(failure)}
        >
          {failure.kind === 'refused'
            ? t('refused', { remote })
            : remoteErrorText(common, failure, remote, 'when-asked')}
        </Notice>
      )}
      {hooks?.length === 0 && editing === null && <Text c="dimmed">{t('none')}</Text>}
      {hooks?.map((hook) =>
        editing === hook.id ? (
          <div key={hook.id}>{form(hook)}</div>
        ) : (
          <Group key={hook.id} justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text>{t(`what.${hook.topic}`)}</Text>
              {hook.stopped === true && (
                <Text size="sm" fw={500}>
                  {t('stopped', { remote })}
                </Text>
              )}
              <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {[hook.address, ...hook.filters.map((filter) => t(`filterNames.${filter}`))].join(' · ')}
              </Text>
            </div>
            <Group gap="xs" wrap="nowrap">
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={t('changeLabel', { what: t(`what.${hook.topic}`) })}
                onClick={() => setEditing(hook.id)}
              >
                {t('change')}
              </Button>
              <Button
                variant="subtle"
                color="red"
                size="compact-sm"
                aria-label={t('removeLabel', { what: t(`what.${hook.topic}`) })}
                onClick={() => {
                  remove(hook.id).catch(raise)
                }}
              >
                {t('remove')}
              </Button>
            </Group>
          </Group>
        ),
      )}
      {editing === '' && form(null)}
      {editing === null && hooks !== null && (
        <Group>
          <Button variant="default" onClick={() => setEditing('')}>
            {t('add')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
