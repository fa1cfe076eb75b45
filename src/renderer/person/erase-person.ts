import { map, type Observable } from 'rxjs'
import { z } from 'zod'
import type { ErasedPerson } from '#shared/backup/backup-messages.ts'
import type { CsvFileError } from '#shared/csv/csv-file.ts'
import { valueNamesPerson, type PersonTraits } from '#shared/person/person-traits.ts'
import type { Json } from '#shared/json.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import { heldAboutPerson, type PersonParts } from './held-about-person.ts'
import { noteRefusedErasure } from './refused-erasures.ts'

/** The fact under which the erasures are kept that are not at their end. */
const FACT = 'person/erasing'

/** An erasure that was begun: repeated after a crash, and ended when the customer is gone. */
interface Erasure {
  customerId: string
  /** The customer goes when the remote has agreed to its deletion. */
  there: boolean
  /** True once only that is missing. */
  marked: boolean
  /** Whom restores are to leave out, once they are gone; null when that is noted. */
  person: ErasedPerson | null
}

const erasuresSchema: z.ZodType<Erasure[]> = z.array(
  z.object({
    customerId: z.string(),
    there: z.boolean(),
    marked: z.boolean(),
    person: z
      .object({ customerId: z.string(), remoteId: z.string(), emails: z.array(z.string()) })
      .nullable(),
  }),
)

/** Why somebody was not erased: nothing is lost of the records then. `undecided`: two versions wait for a decision. */
export type EraseError = CsvFileError | { kind: 'undecided' }

/**
 * Erases everything that this workspace holds about a person, backups aside, which leave them out when they are restored
 * (docs/data.md, section 10). `there`: the customer is deleted at the remote too, and goes here when that has agreed;
 * everything else goes at once. An error where a kept import file cannot be written, or where a second version came in
 * meanwhile: then the records are still there and nothing goes on by itself.
 */
export async function erasePerson(
  parts: PersonParts,
  customerId: string,
  there: boolean,
): Promise<Result<null, EraseError>> {
  if (beingErased.has(customerId)) return ok(null)
  beingErased.add(customerId)
  try {
    return await erase(parts, customerId, there)
  } finally {
    beingErased.delete(customerId)
    // Where the remote has agreed to the deletion before the rest was gone, nothing tells of it any more.
    if (there) await finishIfGone(parts, customerId)
  }
}

/** Those who are being erased now: a change of theirs must not begin it again. */
const beingErased = new Set<string>()

async function erase(
  parts: PersonParts,
  customerId: string,
  there: boolean,
): Promise<Result<null, EraseError>> {
  const held = await heldAboutPerson(parts, customerId)
  if (!held.ok) return held
  if (held.value === null) return ok(null)
  const { customer, traits, fileRows } = held.value
  const person = { customerId, remoteId: customer.remoteId, emails: [...traits.emails] }
  const erasure: Erasure = { customerId, there, marked: false, person }
  const giveUp = async (error: EraseError): Promise<Result<null, EraseError>> => {
    await note(parts, customerId, null)
    return err(error)
  }
  // First: a crash from here on repeats it.
  await note(parts, customerId, erasure)
  // What is found by their name goes before the name itself.
  for (const { stageId, rows } of fileRows) {
    const erased = await parts.api.call('csv:erase-person', { stageId, rows: [...rows], traits })
    // One that was dropped meanwhile holds nobody.
    if (!erased.ok && erased.error.kind !== 'not-kept') return giveUp(erased.error)
  }
  if (there) {
    await noteRefusedErasure(parts.syncState, customerId, 0)
    await parts.customers.markDeleted([customerId])
    const marked = await parts.customers.get(customerId)
    if (marked?.deletedAt === 0) return giveUp({ kind: 'undecided' })
  }
  await parts.api.call('person:erase-log', { traits })
  await renameLists(parts, customerId, traits)
  if (there) {
    await removeBelongings(parts, customerId, false)
    await note(parts, customerId, { ...erasure, marked: true })
    await forget(parts)
  } else {
    await parts.persons.removeCustomer(customerId)
    await finish(parts, erasure)
  }
  return ok(null)
}

/**
 * Goes on with erasures that are not at their end: those that a crash broke off, and those whose customer is gone now. One
 * whose customer was brought back by the remote's refusal is given up.
 */
export async function finishErasures(parts: PersonParts): Promise<void> {
  for (const erasure of await underWay(parts)) {
    const { customerId, there, marked } = erasure
    if (beingErased.has(customerId)) continue
    const customer = await parts.customers.get(customerId)
    if (customer === null) await finish(parts, erasure)
    else if (!there || !marked) await again(parts, erasure)
    else if (customer.deletedAt === 0) {
      await noteRefusedErasure(parts.syncState, customerId, customer.sync.refused?.at ?? 0)
      await note(parts, customerId, null)
    }
  }
}

/** Repeats an erasure that was broken off. What it fails of may be over at the next start: it stays noted. */
async function again(parts: PersonParts, erasure: Erasure): Promise<void> {
  const erased = await erasePerson(parts, erasure.customerId, erasure.there)
  if (!erased.ok && erased.error.kind !== 'undecided') await note(parts, erasure.customerId, erasure)
}

/** Erasures that are not at their end. */
export async function underWay({ syncState }: Pick<PersonParts, 'syncState'>): Promise<Erasure[]> {
  return erasuresIn(await syncState.get(FACT))
}

/** The same, now and after every change. */
export function whenErasures(syncState: SyncStateRepository): Observable<Erasure[]> {
  return syncState.observe(FACT).pipe(map(erasuresIn))
}

function erasuresIn(fact: Json | null): Erasure[] {
  return erasuresSchema.catch([]).parse(fact)
}

async function finishIfGone(parts: PersonParts, customerId: string): Promise<void> {
  const erasure = (await underWay(parts)).find((each) => each.customerId === customerId)
  if (erasure?.marked === true && (await parts.customers.get(customerId)) === null)
    await finish(parts, erasure)
}

async function finish(parts: PersonParts, erasure: Erasure): Promise<void> {
  const { customerId, person } = erasure
  await removeBelongings(parts, customerId, true)
  await noteRefusedErasure(parts.syncState, customerId, 0)
  // Not earlier: a backup that was made meanwhile may hold them still.
  if (person !== null) await parts.backups.leaveOut(person)
  await note(parts, customerId, { ...erasure, person: null })
  // A full disk, for example: the next start tries it again.
  if (await forget(parts)) await note(parts, customerId, null)
}

async function removeBelongings(parts: PersonParts, customerId: string, mappings: boolean): Promise<void> {
  const { skuMappings } = await parts.persons.recordsOf(customerId)
  await parts.syncState.removeLogOf(new Set([customerId, ...skuMappings.map(({ id }) => id)]))
  await parts.persons.removeBelongings(customerId, mappings)
}

/**
 * Nothing of what was removed stays: in the saved list, as empty documents, or in the files of the engine. False where
 * the list could not be saved.
 */
async function forget({ roster, persons, tidy }: PersonParts): Promise<boolean> {
  // The list follows removals by the empty documents: it is saved without the person before those go.
  const before = performance.now()
  if (!(await roster.flush())) return false
  await persons.purge(before)
  await tidy()
  return true
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
  await parts.syncState.change(FACT, (fact) => {
    const others = erasuresIn(fact).filter((each) => each.customerId !== customerId)
    const all = erasure === null ? others : [...others, erasure]
    return all.length === 0 ? null : all.map(asJson)
  })
}

function asJson({ person, ...rest }: Erasure): Record<string, Json> {
  return { ...rest, person: person === null ? null : { ...person } }
}
