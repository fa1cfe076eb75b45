import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { Result } from '#shared/result.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { heldAboutPerson } from '#renderer/person/held-about-person.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { personFile } from './person-file.ts'
import { usePersonParts } from './use-person-parts.ts'

const NOTICE = 'save-person'
/** Text is sent to main in pieces of about this many characters. */
const PIECE = 256 * 1024

/** Saves everything that is held about a person as a file, at a place that is asked for. */
export function useSavePerson(): (customer: Customer) => void {
  const t = useText('person')
  const customers = useText('customers')
  const backups = useText('backups')
  const { api } = useApp()
  const { info, capabilities } = useWorkspace()
  const parts = usePersonParts()
  const raise = useThrow()

  const tell = useCallback((title: string, message: string, failed = false) => {
    notifications.hide(NOTICE)
    notifications.show({ id: NOTICE, withBorder: true, title, message, ...(failed ? { color: 'red' } : {}) })
  }, [])

  const save = useCallback(
    async (customer: Customer): Promise<void> => {
      const created = await api.call('person:create-file', {
        suggestedName: `${t('save.fileName', { name: displayName(customer) }).slice(0, 200)}.json`,
      })
      if (created === null) return
      if (!created.ok) {
        tell(t('save.failed'), backups(`problem.${problemOf(created.error.kind)}`), true)
        return
      }
      const { token, name } = created.value
      notifications.show({
        id: NOTICE,
        withBorder: true,
        loading: true,
        autoClose: false,
        message: t('save.working'),
      })
      let isWhole = false
      try {
        const held = await heldAboutPerson(parts, customer.id)
        if (!held.ok || held.value === null) {
          tell(t('save.failed'), t('save.unread'), true)
          return
        }
        const pieces = personFile(held.value, {
          workspaceName: info.name,
          remote: capabilities?.displayName ?? '',
          now: parts.now(),
          texts: { person: t, customers, backups },
          rowsOf: async (stageId, rows) => {
            const read = await api.call('csv:rows', { stageId, rows: [...rows] })
            return read.ok ? read.value : []
          },
        })
        const send = (text: string) => api.call('person:add-text', { token, text })
        const sent = await inPieces(pieces, send)
        isWhole = sent.ok
        const finished = sent.ok ? await api.call('person:finish-file', { token, keep: true }) : sent
        if (finished.ok) tell(t('save.saved', { name }), t('save.savedText'))
        else tell(t('save.failed'), backups(`problem.${problemOf(finished.error.kind)}`), true)
      } finally {
        if (!isWhole) await api.call('person:finish-file', { token, keep: false })
      }
    },
    [api, t, customers, backups, info.name, capabilities, parts, tell],
  )
  return useCallback(
    (customer) => {
      save(customer).catch((error: unknown) => {
        notifications.hide(NOTICE)
        raise(error)
      })
    },
    [save, raise],
  )
}

/** Sends text on, neither in crumbs nor all at once. */
async function inPieces<E>(
  texts: AsyncIterable<string>,
  send: (text: string) => Promise<Result<null, E>>,
): Promise<Result<null, E>> {
  let waiting = ''
  for await (const text of texts) {
    waiting += text
    while (waiting.length >= PIECE) {
      const sent = await send(waiting.slice(0, PIECE))
      if (!sent.ok) return sent
      waiting = waiting.slice(PIECE)
    }
  }
  return send(waiting)
}

/** Why a file could not be written, by the words that backups have for it. */
function problemOf(kind: string): 'disk-full' | 'no-access' | 'not-found' {
  return kind === 'disk-full' || kind === 'not-found' ? kind : 'no-access'
}
