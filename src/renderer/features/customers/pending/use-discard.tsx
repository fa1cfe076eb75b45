import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import type { Customer } from '#shared/domain/customer.ts'
import type { DiscardedChanges } from '#shared/domain/discard-pending.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { showUndoToast } from '#renderer/ui/undo-toast.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useTakingBack } from '../two-panes/use-taking-back.ts'
import { askBeforeDiscard } from './ask-before-discard.tsx'
import { pendingKind } from './pending-changes-of.ts'

/** Giving up what waits to be sent, and taking that back. */
export interface Discard {
  /** Asks first where a customer would be gone: what was never sent is nowhere else. */
  readonly discard: (customerIds: readonly string[], mappingIds: readonly string[]) => void
  /** Takes the last one back. */
  readonly undo: () => void
}

/** Gives up waiting changes through the engine; a toast tells it and offers to take it back. */
export function useDiscard(): Discard {
  const t = useText('pending')
  const common = useText('common')
  const { count: shown } = useFormats()
  const { settings } = useApp()
  const { sync, customers, capabilities } = useWorkspace()
  const raise = useThrow()
  const remote = capabilities?.displayName ?? ''
  // As long as what becomes of a deletion can be taken back.
  const offeredMs = Math.max(1, settings.undoDeleteSeconds) * 1000

  const takeBack = useCallback(
    async (discarded: DiscardedChanges): Promise<void> => {
      if (sync === null) return
      const undone = await sync.undoDiscard(discarded)
      const late = discarded.customers.length + discarded.mappings.length - undone
      const message = [
        undone > 0 ? t('done.undone', { count: undone, shown: shown(undone) }) : '',
        undone === 0 ? t('done.tooLate') : late > 0 ? t('done.tooLateSome', { count: late }) : '',
      ]
      notifications.show({ message: message.filter(Boolean).join(' '), withBorder: true })
    },
    [sync, t, shown],
  )
  const { offer, undo } = useTakingBack(takeBack, t('done.noUndo'))

  const giveUp = useCallback(
    async (customerIds: readonly string[], mappingIds: readonly string[]): Promise<void> => {
      if (sync === null || customerIds.length + mappingIds.length === 0) return
      const discarded = await sync.discard({ customers: customerIds, mappings: mappingIds })
      const count = discarded.customers.length + discarded.mappings.length
      const left = customerIds.length + mappingIds.length - count
      const leftWords = left > 0 ? t('done.left', { count: left, remote }) : ''
      if (count === 0) {
        notifications.show({ message: leftWords, withBorder: true })
        return
      }
      const [only] = discarded.customers
      const done =
        count === 1 && only !== undefined
          ? t('done.one', { name: displayName(only.before) || common('unnamed') })
          : t('done.many', { count, shown: shown(count) })
      offer(discarded, `${done} ${leftWords}`.trim(), offeredMs)
    },
    [sync, t, common, shown, remote, offer, offeredMs],
  )

  const keepHere = useCallback(
    async (ids: readonly string[], name: string): Promise<void> => {
      const kept = await customers.setLocalOnly(ids, true)
      if (kept === 0) {
        notifications.show({ message: t('done.left', { count: ids.length, remote }), withBorder: true })
        return
      }
      showUndoToast(t('done.keptHere', { count: kept, shown: shown(kept), name }), common('undo'), () => {
        customers.setLocalOnly(ids, false).catch(raise)
      })
    },
    [customers, t, common, shown, remote, raise],
  )

  const discard = useCallback(
    (customerIds: readonly string[], mappingIds: readonly string[]) => {
      const run = async (): Promise<void> => {
        const found = await customers.findByIds(customerIds)
        const unsent = customerIds.filter((id) => isOnlyHere(found.get(id)))
        const first = found.get(unsent[0] ?? '')
        if (first === undefined) {
          await giveUp(customerIds, mappingIds)
          return
        }
        const name = displayName(first) || common('unnamed')
        const rest = customerIds.filter((id) => !unsent.includes(id))
        const words = { count: unsent.length, shown: shown(unsent.length), name, remote }
        askBeforeDiscard({ t, cancel: common('cancel'), words }, (answer) => {
          const act = async (): Promise<void> => {
            if (answer === 'keep-here') await keepHere(unsent, name)
            await giveUp(answer === 'keep-here' ? rest : customerIds, mappingIds)
          }
          act().catch(raise)
        })
      }
      run().catch(raise)
    },
    [customers, giveUp, keepHere, t, common, shown, remote, raise],
  )
  return { discard, undo }
}

/** True where giving up what waits leaves nothing of the customer anywhere. */
function isOnlyHere(customer: Customer | undefined): boolean {
  return customer !== undefined && pendingKind(customer) === 'new'
}
