import type { RemoteName } from './remotes.testing.ts'

/** A fault that is planted in the text of a module, to see whether the model notices. */
export interface PlantedFault {
  name: string
  /** From `src` on. */
  file: string
  /** What stands there, once, and what stands there instead. */
  from: string
  to: string
  remote: RemoteName
}

const ENGINE = 'src/renderer/replication'
const RULES = 'src/shared/domain'

/** The faults (docs/sync.md, section 14). */
export const PLANTED_FAULTS: readonly PlantedFault[] = [
  {
    name: 'no lookup before a create is sent again',
    file: `${ENGINE}/create-customers.ts`,
    from: '  for (const key of keys) {\n    const found',
    to: '  for (const key of keys.slice(0, 0)) {\n    const found',
    remote: 'kounta',
  },
  {
    name: 'an edit forgets its base',
    file: `${RULES}/record-edit.ts`,
    from: ': { ...base, [key]: common }',
    to: ': base',
    remote: 'memory',
  },
  {
    name: 'a refused update is swallowed',
    file: `${RULES}/push-update.ts`,
    from: 'sync: { ...freed.sync, refused } }',
    to: 'sync: { ...freed.sync, base: {} } }',
    remote: 'memory',
  },
  {
    name: 'an unknown create is taken for not sent',
    file: `${RULES}/push-create.ts`,
    from: "    case 'unknown':\n      return nothing\n",
    to: "    case 'unknown':\n",
    remote: 'kounta',
  },
  {
    name: 'an answer overwrites an edit made in flight',
    file: `${RULES}/push-update.ts`,
    from: 'if (isDone) sides',
    to: 'if (isDone || true) sides',
    remote: 'memory',
  },
  {
    name: 'what is read overwrites what waits',
    file: `${RULES}/merge-field.ts`,
    from: '  return { mine, base, sent, theirs: t }\n',
    to: '  return clean\n',
    remote: 'memory',
  },
  {
    name: 'a conflict is settled silently for mine',
    file: `${RULES}/merge-field.ts`,
    from: '  return { mine, base, sent, theirs: t }\n',
    to: '  return { mine, base: t, sent, theirs: undefined }\n',
    remote: 'memory',
  },
  {
    name: 'an address takes a part in conflict along',
    file: `${RULES}/push-update.ts`,
    from: 'changes: changesFrom(pushed, fields)',
    to: 'changes: changesFrom(cleared, fields)',
    remote: 'kounta',
  },
  {
    name: 'what loses is not kept in the history',
    file: `${ENGINE}/apply-transitions.ts`,
    from: '    await session.history.add([...entries.values()])\n',
    to: '',
    remote: 'memory',
  },
  {
    name: 'a refused deletion removes the customer all the same',
    file: `${RULES}/push-delete.ts`,
    from: 'return { ...customer, deletedAt: 0, sync: { ...sync, intent, refused } }',
    to: "return 'remove'",
    remote: 'memory',
  },
  {
    name: 'what is missing in a complete list stays for ever',
    file: `${ENGINE}/sweep.ts`,
    from: '  const all = [...missing]\n',
    to: '  const all = [...missing].slice(0, 0)\n',
    remote: 'memory',
  },
  {
    name: 'a command that was broken off is given again',
    file: `${ENGINE}/run-actions.ts`,
    from: "state: REPEATABLE.has(kind) ? 'waiting' : 'unknown'",
    to: "state: REPEATABLE.has(kind) ? 'waiting' : 'waiting'",
    remote: 'memory',
  },
  {
    name: 'an edited SKU mapping is taken for sent',
    file: `${ENGINE}/sku-mapping-merge.ts`,
    from: '  if (t === mine.base) return mine.theirs === null ? linked : { ...linked, theirs: null }\n',
    to: '  if (t === mine.base) return clean(linked, t)\n',
    remote: 'memory',
  },
  {
    name: 'a record that nobody holds is not held against open creates',
    file: `${ENGINE}/store-records.ts`,
    from: '  const keys = keysOf(session, record)\n',
    to: '  if (record.remoteId !== undefined) return null\n  const keys = keysOf(session, record)\n',
    remote: 'memory',
  },
]
