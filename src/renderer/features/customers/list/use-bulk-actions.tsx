import { notifications } from '@mantine/notifications'
import { useCallback, useState } from 'react'
import { displayName } from '#shared/domain/derived-fields.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { showUndoToast } from '#renderer/ui/undo-toast.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** Customers changed in one go, so that the page stays free and progress is seen. */
const SLICE = 500

/** What can be done to several customers at once, each with an undo. */
export interface BulkActions {
  readonly archive: (ids: readonly string[], archived: boolean) => void
  /** Keeps customers that were never sent only on this computer, or lets them be sent after all. */
  readonly keepHere: (ids: readonly string[], localOnly: boolean) => void
  readonly remove: (ids: readonly string[]) => void
  /** How far a large one is; null where none is under way. */
  readonly progress: { done: number; total: number } | null
}

/** Archives, unarchives, keeps here or sends, and deletes customers; a toast tells it and offers to undo. */
export function useBulkActions(): BulkActions {
  const { customers, capabilities } = useWorkspace()
  const remote = capabilities?.displayName ?? ''
  const { settings } = useApp()
  const t = useText('customers')
  const common = useText('common')
  const { count: countText } = useFormats()
  const raise = useThrow()
  const [progress, setProgress] = useState<BulkActions['progress']>(null)

  const inSlices = useCallback(
    async (ids: readonly string[], act: (slice: readonly string[]) => Promise<void>) => {
      for (let done = 0; done < ids.length; done += SLICE) {
        if (ids.length > SLICE) setProgress({ done, total: ids.length })
        await act(ids.slice(done, done + SLICE))
      }
      setProgress(null)
    },
    [],
  )
  const nameOf = useCallback(
    async (ids: readonly string[]): Promise<string> => {
      const [only] = ids
      if (ids.length !== 1 || only === undefined) return ''
      const customer = await customers.get(only)
      return customer === null ? '' : displayName(customer) || common('unnamed')
    },
    [customers, common],
  )

  const deletesThere = capabilities?.writes.delete !== false
  /** Those that the remote does not have: what it has it does not delete. */
  const unlinkedOf = useCallback(
    async (ids: readonly string[]): Promise<string[]> => {
      const unlinked: string[] = []
      await inSlices(ids, async (slice) => {
        const found = await customers.findByIds(slice)
        unlinked.push(...slice.filter((id) => found.get(id)?.remoteId === ''))
      })
      return unlinked
    },
    [customers, inSlices],
  )

  const archive = useCallback(
    (ids: readonly string[], archived: boolean) => {
      const run = async (): Promise<void> => {
        const name = await nameOf(ids)
        await inSlices(ids, (slice) => customers.setArchived(slice, archived))
        const words = { count: ids.length, shown: countText(ids.length), name }
        showUndoToast(
          archived ? t('bulk.archived', words) : t('bulk.unarchived', words),
          common('undo'),
          () => {
            inSlices(ids, (slice) => customers.setArchived(slice, !archived)).catch(raise)
          },
        )
      }
      run().catch(raise)
    },
    [customers, nameOf, inSlices, t, common, countText, raise],
  )

  const keepHere = useCallback(
    (ids: readonly string[], localOnly: boolean) => {
      const change = async (to: boolean): Promise<number> => {
        let changed = 0
        await inSlices(ids, async (slice) => {
          changed += await customers.setLocalOnly(slice, to)
        })
        return changed
      }
      const run = async (): Promise<void> => {
        const name = await nameOf(ids)
        const done = await change(localOnly)
        if (done === 0) {
          notifications.show({ message: t('bulk.notUndone'), withBorder: true })
          return
        }
        const words = { count: done, shown: countText(done), name, remote }
        showUndoToast(
          localOnly ? t('bulk.keptHere', words) : t('bulk.sentSoon', words),
          common('undo'),
          () => {
            change(!localOnly).then((back) => {
              if (back < done) notifications.show({ message: t('bulk.notUndone'), withBorder: true })
            }, raise)
          },
        )
      }
      run().catch(raise)
    },
    [customers, nameOf, inSlices, t, common, countText, remote, raise],
  )

  const remove = useCallback(
    (asked: readonly string[]) => {
      let ids = asked
      const restore = async (): Promise<void> => {
        await inSlices(ids, (slice) => customers.undoDelete(slice))
        const found = await customers.findByIds(ids.slice(0, SLICE))
        const back = [...found.values()].every((customer) => customer.deletedAt === 0)
        if (!back || found.size === 0) notifications.show({ message: t('bulk.notUndone'), withBorder: true })
      }
      const run = async (): Promise<void> => {
        const deletable = deletesThere ? asked : await unlinkedOf(asked)
        const stay = asked.length - deletable.length
        if (stay > 0) {
          const message = t('bulk.notDeleted', { count: stay, shown: countText(stay), remote })
          notifications.show({ message, withBorder: true })
        }
        if (deletable.length === 0) return
        ids = deletable
        const name = await nameOf(ids)
        await inSlices(ids, (slice) => customers.markDeleted(slice))
        showUndoToast(
          t('bulk.deleted', { count: ids.length, shown: countText(ids.length), name }),
          common('undo'),
          () => {
            restore().catch(raise)
          },
          // As long as it can be taken back.
          Math.max(1, settings.undoDeleteSeconds) * 1000,
        )
      }
      run().catch(raise)
    },
    [
      customers,
      nameOf,
      inSlices,
      unlinkedOf,
      deletesThere,
      remote,
      t,
      common,
      countText,
      settings.undoDeleteSeconds,
      raise,
    ],
  )
  return { archive, keepHere, remove, progress }
}
