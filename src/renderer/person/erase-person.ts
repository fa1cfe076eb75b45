import { map, type Observable } from 'rxjs'
import { z } from 'zod'
import type { CsvFileError } from '#shared/csv/csv-file.ts'
import { valueNamesPerson, type PersonTraits } from '#shared/person/person-traits.ts'
import { ok, type Result } from '#shared/result.ts'
import type { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import { heldAboutPerson, type PersonParts } from './held-about-person.ts'

/** The fact under which the erasures are kept that are not at their end. */
const FACT = 'person/erasing'

/** An erasure that was begun: repeated after a crash, and ended when the customer is gone. */
interface Erasure {
  customerId: string
  /** The customer goes when the remote has agreed to its deletion. */
  there: boolean
}

const erasuresSchema: z.ZodType<Erasure[]> = z.array(z.object({ customerId: z.string(), there: z.boolean() }))

/**
 * Erases everything that this computer holds about a person, backups aside, which leave them out when they are restored
 * (docs/data.md, section 10). `there`: the customer is deleted at the remote too, and goes here when that has agreed;
 * everything else goes at once. An error where a kept import file cannot be written: then the records are still there.
 */
export async function erasePerson(
  parts: PersonParts,
  customerId: string,
  there: boolean,
): Promise<Result<null, CsvFileError>> {
  const held = await heldAboutPerson(parts, customerId)
  if (!held.ok) return held
  if (held.value === null) return ok(null)
  const { customer, traits, fileRows } = held.value
  // First: an erasure at the remote whose customer is not marked as deleted is over.
  if (there) await parts.customers.markDeleted([customerId])
  await note(parts, customerId, { customerId, there })
  const { remoteId } = customer
  await parts.backups.leaveOut({ customerId, remoteId, emails: traits.emails })
  // What is found by their name goes before the name itself.
  for (const { stageId, rows } of fileRows) {
    const erased = await parts.api.call('csv:erase-person', { stageId, rows: [...rows], traits })
    if (!erased.ok) return erased
  }
  await parts.api.call('person:erase-log', { traits })
  await renameLists(parts, customerId, traits)
  if (there) {
    await removeBelongings(parts, customerId, false)
    await forget(parts)
  } else {
    await parts.persons.removeCustomer(customerId)
    await finish(parts, customerId)
  }
  return ok(null)
}

/**
 * Goes on with erasures that are not at their end: those that a crash broke off, and those whose customer is gone now. One
 * whose customer was brought back by the remote's refusal is given up.
 */
export async function finishErasures(parts: PersonParts): Promise<void> {
  for (const { customerId, there } of await underWay(parts)) {
    const customer = await parts.customers.get(customerId)
    if (customer === null) await finish(parts, customerId)
    else if (!there) await erasePerson(parts, customerId, false)
    else if (customer.deletedAt === 0) await note(parts, customerId, null)
  }
}

/** Erasures that are not at their end. */
export async function underWay({ syncState }: Pick<PersonParts, 'syncState'>): Promise<Erasure[]> {
  return erasuresSchema.catch([]).parse(await syncState.get(FACT))
}

/** The same, now and after every change. */
export function whenErasures(syncState: SyncStateRepository): Observable<Erasure[]> {
  return syncState.observe(FACT).pipe(map((fact) => erasuresSchema.catch([]).parse(fact)))
}

async function finish(parts: PersonParts, customerId: string): Promise<void> {
  await removeBelongings(parts, customerId, true)
  await forget(parts)
  await note(parts, customerId, null)
}

async function removeBelongings(parts: PersonParts, customerId: string, mappings: boolean): Promise<void> {
  const { skuMappings } = await parts.persons.recordsOf(customerId)
  await parts.syncState.removeLogOf(new Set([customerId, ...skuMappings.map(({ id }) => id)]))
  await parts.persons.removeBelongings(customerId, mappings)
}

/** Nothing of what was removed stays: in the saved list, as empty documents, or in the files of the engine. */
async function forget({ roster, persons, tidy }: PersonParts): Promise<void> {
  // The list follows removals by the empty documents: it is saved without the person before those go.
  await roster.flush()
  await persons.purge()
  await tidy()
}

/** Names of imported files that name the person, and the person among those an undo has kept. */
async function renameLists(
  { importBatches }: PersonParts,
  customerId: string,
  traits: PersonTraits,
): Promise<void> {
  for (const { id, fileName, header, undo } of await importBatches.findAll()) {
    const isNamed =
      valueNamesPerson(fileName.replace(/[._-]+/g, ' '), traits) || valueNamesPerson(fileName, traits)
    const isHeaded = header.some((cell) => valueNamesPerson(cell, traits))
    const isKept = undo?.kept.includes(customerId) === true
    if (!isNamed && !isHeaded && !isKept) continue
    await importBatches.patch(id, {
      ...(isNamed ? { fileName: `…${/\.[^.]*$/.exec(fileName)?.[0] ?? ''}` } : {}),
      ...(isHeaded ? { header: header.map((cell) => (valueNamesPerson(cell, traits) ? '…' : cell)) } : {}),
      ...(isKept ? { undo: { ...undo, kept: undo.kept.filter((each) => each !== customerId) } } : {}),
    })
  }
}

/** Keeps, or with null forgets, that the erasure of a customer is under way. */
async function note(parts: PersonParts, customerId: string, erasure: Erasure | null): Promise<void> {
  const others = (await underWay(parts)).filter((each) => each.customerId !== customerId)
  const all = erasure === null ? others : [...others, erasure]
  await parts.syncState.set(FACT, all.length === 0 ? null : all.map((each) => ({ ...each })))
}
