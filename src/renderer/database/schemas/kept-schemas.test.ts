import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { COLLECTIONS, type CollectionName } from '../collections.ts'
import { fits, storedSchemas, type StoredSchema } from './stored-schemas.testing.ts'

const KEPT = join(import.meta.dirname, 'kept')
const schemas = [...storedSchemas()]

test.each(schemas)('%s is stored as its version says', (name, stored) => {
  const file = join(KEPT, fileName(name, COLLECTIONS[name].schema.version))
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as StoredSchema) : null
  const mayBeKept =
    kept === null ||
    (JSON.stringify(kept.schema) === JSON.stringify(stored.schema) && fits(kept.document, stored.document))
  expect(
    mayBeKept ? kept : stored,
    `how ${name} is stored has changed: it needs the next version and a migration (docs/data.md)`,
  ).toEqual(kept)
  // Never over something that people's data no longer fits.
  if (process.env['KEEP_SCHEMAS'] === '1') writeFileSync(file, `${JSON.stringify(stored, null, 2)}\n`)
  expect(
    existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null,
    `${name} may hold more than before; keep that by: KEEP_SCHEMAS=1 npx vitest run kept-schemas`,
  ).toEqual(stored)
})

test.each(schemas)('every version of %s before the present one is kept, and has a way up', (name) => {
  const { schema, migrationStrategies } = COLLECTIONS[name]
  const versions = Array.from({ length: schema.version + 1 }, (_, version) => version)
  const kept = readdirSync(KEPT).filter((file) => file.startsWith(`${name}-v`))
  expect(kept.sort()).toEqual(versions.map((version) => fileName(name, version)).sort())
  expect(Object.keys(migrationStrategies).map(Number)).toEqual(versions.slice(1))
})

function fileName(name: CollectionName, version: number): string {
  return `${name}-v${String(version)}.json`
}

test.each([
  ['the same', { name: 'string' }, { name: 'string' }, true],
  ['something that may be left out', { name: 'string' }, { name: 'string', 'nick?': 'string' }, true],
  ['one more thing that a value may be', { kind: '"a"' }, { kind: { oneOf: ['"a"', '"b"'] } }, true],
  [
    'one more of many',
    { kind: { oneOf: ['"a"', '"b"'] } },
    { kind: { oneOf: ['"a"', '"b"', 'null'] } },
    true,
  ],
  ['something that every document needs', { name: 'string' }, { name: 'string', nick: 'string' }, false],
  ['something gone', { name: 'string', nick: 'string' }, { name: 'string' }, false],
  ['another kind of value', { at: 'number' }, { at: 'string' }, false],
  ['a value that is no longer possible', { kind: { oneOf: ['"a"', '"b"'] } }, { kind: '"a"' }, false],
  [
    'something deep inside',
    { sync: { base: { of: 'string' } } },
    { sync: { base: { of: 'number' } } },
    false,
  ],
])('documents of before fit or not: %s', (_, before, now, expected) => {
  expect(fits(before, now)).toBe(expected)
})

test('there is a profile of every version that data was ever stored in', () => {
  const profiles = resolve(import.meta.dirname, '../../../../e2e/fixtures/profiles')
  const versions = readdirSync(profiles).map(
    (name) =>
      JSON.parse(readFileSync(join(profiles, name, 'versions.json'), 'utf8')) as Record<string, number>,
  )
  const stored = schemas.flatMap(([name]) =>
    Array.from({ length: COLLECTIONS[name].schema.version + 1 }, (_, version) => [name, version] as const),
  )
  const missing = stored.filter(([name, version]) => !versions.some((profile) => profile[name] === version))
  expect(missing, 'kept by the version itself: PROFILE=name npm run keep-profile').toEqual([])
})
