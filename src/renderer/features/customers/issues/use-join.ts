import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { displayName } from '#shared/domain/derived-fields.ts'
import { joinCustomers, type JoinRow } from '#shared/domain/join-customers.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { showUndoToast } from '#renderer/ui/undo-toast.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/**
 * Joins a customer that was never sent with one that the remote has. The one that stays is written first and the other
 * deleted last, so that a crash in between leaves both. A toast tells it and offers to take it back.
 */
export function useJoin(): (
  keptId: string,
  otherId: string,
  takeOther: ReadonlySet<JoinRow['field']>,
) => Promise<void> {
  const t = useText('issues')
  const common = useText('common')
  const { customers, skuMappings, history } = useWorkspace()
  const { settings } = useApp()
  const raise = useThrow()
  return useCallback(
    async (keptId, otherId, takeOther) => {
      const [kept, other] = await Promise.all([customers.get(keptId), customers.get(otherId)])
      if (kept === null || other === null || kept.deletedAt !== 0 || other.remoteId !== '') {
        notifications.show({ message: t('joinLate'), withBorder: true })
        return
      }
      const { from, to, lost } = joinCustomers(kept, other, takeOther)
      await history.add([
        {
          id: crypto.randomUUID(),
          ...{ customerId: keptId, at: Date.now(), origin: 'join', batchId: '', changes: lost },
        },
      ])
      await customers.save(keptId, from, to)
      const own = new Set((await skuMappings.findFor(keptId)).map(({ customerSku }) => customerSku))
      const moved = (await skuMappings.findFor(otherId)).filter(
        ({ customerSku, deletedAt }) => deletedAt === 0 && !own.has(customerSku),
      )
      const added = await skuMappings.upsertMany(
        moved.map(({ customerSku, productId }) => ({ customerId: keptId, customerSku, productId })),
        skuMappings.noting('join'),
      )
      await customers.markDeleted([otherId])
      const takeBack = async (): Promise<void> => {
        await customers.undoDelete([otherId])
        const [back, now] = await Promise.all([customers.get(otherId), customers.get(keptId)])
        if (back?.deletedAt !== 0 || now === null) {
          notifications.show({ message: t('joinKept'), withBorder: true })
          return
        }
        await customers.save(keptId, to, from)
        await skuMappings.remove(
          added.map(({ id }) => id),
          'undo',
        )
      }
      showUndoToast(
        t('joined', { name: displayName(kept) || common('unnamed') }),
        common('undo'),
        () => {
          takeBack().catch(raise)
        },
        Math.max(1, settings.undoDeleteSeconds) * 1000,
      )
    },
    [customers, skuMappings, history, settings.undoDeleteSeconds, t, common, raise],
  )
}
