import { Button, Group, Modal, Radio, Select, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { CopyResult } from '#renderer/database/copy-customers.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

interface CopyDialogProps {
  ids: readonly string[]
  close: () => void
}

/** Copies customers into another workspace of this computer, where they are new. */
export function CopyDialog({ ids, close }: CopyDialogProps) {
  const t = useText('customers')
  const common = useText('common')
  const { count: shown } = useFormats()
  const { workspaces } = useApp()
  const workspace = useWorkspace()
  const raise = useThrow()
  const targets = workspaces.filter(({ id }) => id !== workspace.info.id)
  const [targetId, setTargetId] = useState(targets[0]?.id ?? '')
  const [send, setSend] = useState(false)
  const [done, setDone] = useState<number | null>(null)
  const target = targets.find(({ id }) => id === targetId)
  const system = target?.connection?.system
  const remote = system === undefined ? '' : common(`systems.${system}`)
  const busy = done !== null

  const tell = ({ copied, mappings, alreadyThere }: CopyResult, name: string): void => {
    const words = [
      t('copy.done', { count: copied, shown: shown(copied), name }),
      mappings > 0 ? t('copy.mappings', { count: mappings, shown: shown(mappings) }) : '',
      alreadyThere > 0 ? t('copy.alreadyThere', { count: alreadyThere, shown: shown(alreadyThere) }) : '',
    ]
    notifications.show({ message: words.filter(Boolean).join(' '), withBorder: true })
  }
  const copy = async (): Promise<void> => {
    if (target === undefined) return
    setDone(0)
    try {
      const localOnly = remote !== '' && !send
      tell(
        await workspace.others.copyTo(target, workspace, ids, { localOnly, progress: setDone }),
        target.name,
      )
      close()
    } finally {
      setDone(null)
    }
  }
  return (
    <Modal
      opened
      onClose={close}
      title={t('copy.title', { count: ids.length, shown: shown(ids.length) })}
      closeOnEscape={!busy}
      closeOnClickOutside={!busy}
      withCloseButton={!busy}
    >
      <Stack gap="sm">
        <Select
          label={t('copy.into')}
          data={targets.map(({ id, name }) => ({ value: id, label: name }))}
          value={targetId}
          allowDeselect={false}
          disabled={busy}
          data-autofocus
          onChange={(value) => setTargetId(value ?? '')}
        />
        {remote !== '' && (
          <Radio.Group
            label={t('copy.then')}
            value={send ? 'send' : 'keep'}
            onChange={(value) => setSend(value === 'send')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="keep" label={t('copy.keep')} disabled={busy} />
              <Radio
                value="send"
                label={t('copy.send', { remote })}
                description={t('copy.sendHint')}
                disabled={busy}
              />
            </Stack>
          </Radio.Group>
        )}
        <Text c="dimmed" size="sm">
          {t('copy.note')}
        </Text>
      </Stack>
      <Group justify="flex-end" gap="sm" mt="lg">
        {busy && (
          <Text size="sm" role="status">
            {`${shown(done)} / ${shown(ids.length)}`}
          </Text>
        )}
        <Button variant="default" disabled={busy} onClick={close}>
          {common('cancel')}
        </Button>
        <Button
          loading={busy}
          onClick={() => {
            copy().catch(raise)
          }}
        >
          {t('copy.action')}
        </Button>
      </Group>
    </Modal>
  )
}
