import { addRxPlugin, createRxDatabase, type RxJsonSchema } from 'rxdb'
import { RxDBMigrationSchemaPlugin } from 'rxdb/plugins/migration-schema'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { describe, expect, it } from 'vitest'
import type { CollectionDefinition } from './collections.ts'
import { openCollection } from './open-collection.ts'

interface Note {
  id: string
  text: string
}

addRxPlugin(RxDBMigrationSchemaPlugin)

function definition(version: number, migrationStrategies: CollectionDefinition<Note>['migrationStrategies']) {
  const schema: RxJsonSchema<Note> = {
    version,
    primaryKey: 'id',
    type: 'object',
    properties: { id: { type: 'string', maxLength: 64 }, text: { type: 'string' } },
    required: ['id', 'text'],
  }
  return { schema, migrationStrategies, indexFields: null }
}

async function openNotes(name: string, notes: CollectionDefinition<Note>, percents: number[] = []) {
  const database = await createRxDatabase<Record<string, never>, unknown, unknown>({
    name,
    storage: getRxStorageMemory(),
    multiInstance: false,
  })
  const collection = await openCollection(database, 'notes', notes, (percent) => percents.push(percent))
  return { database, collection }
}

describe('openCollection', () => {
  it('brings documents of an older version up to date and tells how far it is', async () => {
    const old = await openNotes('migrated', definition(0, {}))
    await old.collection.bulkInsert([
      { id: 'a', text: 'one' },
      { id: 'b', text: 'two' },
    ])
    await old.database.close()
    const percents: number[] = []
    const upgraded = definition(1, { 1: (note: Note) => ({ ...note, text: note.text.toUpperCase() }) })
    const fresh = await openNotes('migrated', upgraded, percents)
    const found = await fresh.collection.storageInstance.findDocumentsById(['a', 'b'], false)
    expect(found.map((note) => note.text).sort()).toEqual(['ONE', 'TWO'])
    expect(percents.at(-1)).toBe(100)
    await fresh.database.close()
  })

  it('refuses a schema that changed without a new version', async () => {
    const old = await openNotes('changed', definition(0, {}))
    await old.database.close()
    const changed = definition(0, {})
    changed.schema = { ...changed.schema, title: 'other' }
    await expect(openNotes('changed', changed)).rejects.toThrow('DB6')
  })
})
