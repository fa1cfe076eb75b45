import { notifications } from '@mantine/notifications'
import { useCallback, useRef, useState } from 'react'
import type { ConflictDecision } from '#shared/domain/decide-conflict.ts'
import type { ConflictSide } from '#shared/domain/conflict-rule.ts'
import type { DecidedConflicts } from '#shared/domain/undo-decision.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useTakingBack } from '../two-panes/use-taking-back.ts'

/** Deciding, and taking it back. */
export interface Decide {
  /** One customer. */
  readonly customer: (id: string, name: string, decision: ConflictDecision) => void
  /** One SKU mapping. */
  readonly mapping: (id: string, name: string, side: ConflictSide) => void
  /** One side for many; customers that one side deleted are left. */
  readonly many: (customerIds: readonly string[], mappingIds: readonly string[], side: ConflictSide) => void
  /** Takes the last decision back. */
  readonly undo: () => void
  /** How far a large one is; null where none is under way. */
  readonly progress: { done: number; total: number } | null
}

/** Records decided in one go, so that progress is seen. */
const SLICE = 100

/**
 * Decides conflicts through the engine and offers to take it back for as long as it is held back from sending.
 * `takenBack` is told of one record that waits again; it must keep its identity.
 */
export function useDecide(takenBack: (id: string) => void): Decide {
  const t = useText('conflicts')
  const { count: shown } = useFormats()
  const { settings } = useApp()
  const { sync } = useWorkspace()
  const raise = useThrow()
  /** Records that were decided and may still be shown for a moment: deciding them twice says nothing. */
  const settled = useRef(new Set<string>())
  const [progress, setProgress] = useState<Decide['progress']>(null)
  const offeredMs = settings.undoDeleteSeconds * 1000

  const takeBack = useCallback(
    async (decided: readonly DecidedConflicts[]): Promise<void> => {
      if (sync === null) return
      settled.current.clear()
      let undone = 0
      for (const each of decided) undone += await sync.undoDecisions(each)
      const all = decided.reduce((sum, each) => sum + each.customers.length + each.mappings.length, 0)
      const late = all - undone
      const message = [
        undone > 0 ? t('done.undone', { count: undone, shown: shown(undone) }) : '',
        undone === 0 ? t('done.tooLate') : late > 0 ? t('done.tooLateSome', { count: late }) : '',
      ]
      notifications.show({ message: message.filter(Boolean).join(' '), withBorder: true })
      const [first] = decided.flatMap(({ customers, mappings }) => [...customers, ...mappings])
      if (undone > 0 && first !== undefined) takenBack(first.before.id)
    },
    [sync, t, shown, takenBack],
  )
  const { offer, undo } = useTakingBack(takeBack, t('done.noUndo'))

  const tell = useCallback(
    (decided: readonly DecidedConflicts[], name: string, asked: number) => {
      const count = decided.reduce((sum, each) => sum + each.customers.length + each.mappings.length, 0)
      if (count === 0) {
        const left = asked > 1 ? t('done.left', { count: asked }) : t('done.nothing')
        notifications.show({ message: left, withBorder: true })
        return
      }
      const done = name === '' ? t('done.many', { count, shown: shown(count) }) : t('done.one', { name })
      const left = asked > count ? ` ${t('done.left', { count: asked - count })}` : ''
      offer([...decided], `${done}${left}`, offeredMs)
    },
    [t, shown, offer, offeredMs],
  )

  const tellOne = useCallback(
    (id: string, decided: DecidedConflicts, name: string) => {
      const isNew = decided.customers.length + decided.mappings.length > 0
      if (!isNew && settled.current.has(id)) return
      if (isNew) settled.current.add(id)
      tell([decided], name, 1)
    },
    [tell],
  )

  const customer = useCallback(
    (id: string, name: string, decision: ConflictDecision) => {
      if (sync === null) return
      sync
        .decideConflicts({ customers: new Map([[id, decision]]), mappings: new Map() })
        .then((decided) => tellOne(id, decided, name))
        .catch(raise)
    },
    [sync, tellOne, raise],
  )
  const mapping = useCallback(
    (id: string, name: string, side: ConflictSide) => {
      if (sync === null) return
      sync
        .decideConflicts({ customers: new Map(), mappings: new Map([[id, side]]) })
        .then((decided) => tellOne(id, decided, name))
        .catch(raise)
    },
    [sync, tellOne, raise],
  )
  const many = useCallback(
    (customerIds: readonly string[], mappingIds: readonly string[], side: ConflictSide) => {
      if (sync === null) return
      const total = customerIds.length + mappingIds.length
      const run = async (): Promise<void> => {
        const decided: DecidedConflicts[] = []
        for (let from = 0; from < customerIds.length; from += SLICE) {
          if (total > SLICE) setProgress({ done: from, total })
          const slice = new Map(customerIds.slice(from, from + SLICE).map((id) => [id, side]))
          decided.push(await sync.decideConflicts({ customers: slice, mappings: new Map() }))
        }
        if (mappingIds.length > 0) {
          const mappings = new Map(mappingIds.map((id) => [id, side]))
          decided.push(await sync.decideConflicts({ customers: new Map(), mappings }))
        }
        tell(decided, '', total)
      }
      run()
        .catch(raise)
        .finally(() => {
          setProgress(null)
        })
    },
    [sync, tell, raise],
  )
  return { customer, mapping, many, undo, progress }
}
