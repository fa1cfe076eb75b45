import { Button, Group, List, Loader, Modal, Radio, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useEffect, useState } from 'react'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { erasePerson } from '#renderer/person/erase-person.ts'
import { heldAboutPerson, type HeldAboutPerson } from '#renderer/person/held-about-person.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { heldInWords } from './held-in-words.ts'
import { usePersonParts } from './use-person-parts.ts'
import { useSavePerson } from './use-save-person.ts'
import { useWhereAtRemote } from './use-where-at-remote.ts'

interface EraseDialogProps {
  customer: Customer
  /** The person is gone from this computer, or about to be. */
  onErased: () => void
  onClose: () => void
}

/** Says exactly what goes, what stays where, and what happens at the remote, before a person is erased. */
export function EraseDialog({ customer, onErased, onClose }: EraseDialogProps) {
  const t = useText('person')
  const common = useText('common')
  const { settings, workspaces } = useApp()
  const { info, tracked } = useWorkspace()
  const others = workspaces.filter((other) => other.id !== info.id)
  const parts = usePersonParts()
  const savePerson = useSavePerson()
  const raise = useThrow()
  const at = useWhereAtRemote(customer)
  const remote = tracked?.displayName ?? ''
  const [held, setHeld] = useState<HeldAboutPerson | null>(null)
  const [there, setThere] = useState(at === 'can-delete')
  const [state, setState] = useState<'asking' | 'erasing' | 'failed' | 'changed'>('asking')
  const id = customer.id
  useEffect(() => {
    let current = true
    heldAboutPerson(parts, id).then(
      (found) => {
        if (!current) return
        if (found.ok) setHeld(found.value)
        else setState('failed')
      },
      (error: unknown) => {
        if (current) raise(error)
      },
    )
    return () => {
      current = false
    }
  }, [parts, id, raise])

  const erase = async (): Promise<void> => {
    setState('erasing')
    const erased = await erasePerson(parts, id, there)
    if (!erased.ok) {
      setState(erased.error.kind === 'undecided' ? 'changed' : 'failed')
      return
    }
    // Nothing of what they still offer to take back is there any more.
    notifications.clean()
    notifications.show({
      title: there ? t('erase.doneThere', { remote }) : t('erase.done'),
      message: there ? t('erase.doneThereText', { remote }) : t('erase.doneText'),
      withBorder: true,
    })
    onErased()
  }
  const name = displayName(customer) || common('unnamed')
  const busy = state === 'erasing'
  return (
    <Modal
      opened
      onClose={() => {
        if (!busy) onClose()
      }}
      title={t('erase.title', { name })}
      size={560}
    >
      <Stack gap="sm">
        {held === null ? (
          state !== 'failed' && (
            <Group gap="sm" role="status">
              <Loader size="sm" color="gray" />
              <Text>{t('erase.looking')}</Text>
            </Group>
          )
        ) : (
          <>
            <div>
              <Text>{t('erase.goes')}</Text>
              <List size="sm" mt={4} aria-label={t('erase.goes')}>
                {heldInWords(held, t).map((words) => (
                  <List.Item key={words}>{words}</List.Item>
                ))}
              </List>
            </div>
            {at === 'can-delete' && (
              <Radio.Group
                label={t('erase.where', { remote })}
                value={there ? 'there' : 'here'}
                onChange={(value) => setThere(value === 'there')}
              >
                <Stack gap="xs" mt={4}>
                  <Radio
                    value="there"
                    label={t('erase.there', { remote })}
                    description={t('erase.thereText', {
                      remote,
                      seconds: common('seconds', { count: settings.undoDeleteSeconds }),
                    })}
                  />
                  <Radio
                    value="here"
                    label={t('erase.onlyHere')}
                    description={t('erase.onlyHereText', { remote })}
                  />
                </Stack>
              </Radio.Group>
            )}
            {at !== 'can-delete' && at !== 'not-there' && (
              <Notice tone="warn" title={t('erase.where', { remote })}>
                {t(`erase.${at}`, { remote })}
              </Notice>
            )}
            <Stack gap={4}>
              {held.backups.length > 0 && (
                <Text size="sm" c="dimmed">
                  {t('erase.backups', { count: held.backups.length })}
                </Text>
              )}
              {held.keptAside.length > 0 && (
                <Text size="sm" c="dimmed">
                  {t('erase.keptAside', { count: held.keptAside.length })}
                </Text>
              )}
              <Text size="sm" c="dimmed">
                {t('erase.files')}
              </Text>
            </Stack>
            {others.length > 0 && (
              <Notice tone="warn" title={t('erase.otherWorkspaces', { here: info.name })}>
                {t('erase.otherWorkspacesText', {
                  count: others.length,
                  others: others.map((other) => `“${other.name}”`).join(', '),
                })}
              </Notice>
            )}
            <Text fw={500}>{t('erase.final')}</Text>
          </>
        )}
        {(state === 'failed' || state === 'changed') && <Notice tone="bad" title={t(`erase.${state}`)} />}
        {busy && (
          <Text role="status" c="dimmed">
            {t('erase.working')}
          </Text>
        )}
        <Group justify="flex-end" gap="sm" mt="xs">
          <Button variant="default" data-autofocus disabled={busy} onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button variant="default" disabled={busy} onClick={() => savePerson(customer)}>
            {t('erase.saveFirst')}
          </Button>
          <Button
            color="red"
            disabled={held === null}
            loading={busy}
            onClick={() => {
              erase().catch(raise)
            }}
          >
            {t('erase.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
