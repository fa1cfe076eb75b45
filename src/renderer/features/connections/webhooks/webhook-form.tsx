import { Button, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  WEBHOOK_TOPICS,
  type RemoteWebhook,
  type WebhookDraft,
  type WebhookFilter,
} from '#shared/connector/webhooks.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'

interface WebhookFormProps {
  /** The one being changed; null for a new one. */
  hook: RemoteWebhook | null
  filters: readonly WebhookFilter[]
  onSave: (draft: WebhookDraft) => Promise<void>
  onCancel: () => void
}

/** What is to be told of, where to, and which changes count. */
export function WebhookForm({ hook, filters, onSave, onCancel }: WebhookFormProps) {
  const t = useText('webhooks')
  const common = useText('common')
  const raise = useThrow()
  const [topic, setTopic] = useState(hook?.topic ?? 'updated')
  const [address, setAddress] = useState(hook?.address ?? '')
  const [chosen, setChosen] = useState<readonly WebhookFilter[]>(hook?.filters ?? [])
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const isAddress = URL.canParse(address.trim()) && /^https?:$/.test(new URL(address.trim()).protocol)

  const save = async (): Promise<void> => {
    setTried(true)
    if (!isAddress || busy) return
    setBusy(true)
    try {
      await onSave({ topic, address: address.trim(), filters: topic === 'updated' ? chosen : [] })
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save().catch(raise)
      }}
    >
      <Stack gap="sm">
        <Select
          label={t('topic')}
          data={WEBHOOK_TOPICS.map((each) => ({ value: each, label: t(`topics.${each}`) }))}
          value={topic}
          onChange={(value) => setTopic(WEBHOOK_TOPICS.find((each) => each === value) ?? topic)}
        />
        <TextInput
          label={t('address')}
          description={t('addressHint')}
          value={address}
          autoComplete="off"
          spellCheck={false}
          error={tried && !isAddress ? t('addressRequired') : null}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        {topic === 'updated' && filters.length > 0 && (
          <MultiSelect
            label={t('filters')}
            description={t('filtersHint')}
            data={filters.map((each) => ({ value: each, label: t(`filterNames.${each}`) }))}
            value={[...chosen]}
            onChange={(values) => setChosen(filters.filter((each) => values.includes(each)))}
          />
        )}
        <Group gap="sm">
          <Button type="submit" loading={busy}>
            {t('save')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {common('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
