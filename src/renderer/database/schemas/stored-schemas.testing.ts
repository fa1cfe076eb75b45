import { resolve } from 'node:path'
import ts from 'typescript'
import { COLLECTIONS, type CollectionName } from '../collections.ts'

const COLLECTIONS_FILE = resolve(import.meta.dirname, '../collections.ts')

/** How deep a document is looked into; nothing that is stored goes so far. */
const DEEPEST = 9

/**
 * Everything about how a collection is stored that an older or newer app must understand: the schema of RxDB, and the
 * shape of its documents to the last nested part, which the schema leaves open.
 */
export interface StoredSchema {
  readonly schema: unknown
  readonly document: unknown
}

/** How every collection is stored, by its name. */
export function storedSchemas(): Map<CollectionName, StoredSchema> {
  const config = resolve(import.meta.dirname, '../../tsconfig.json')
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, (path) => ts.sys.readFile(path)).config,
    ts.sys,
    resolve(config, '..'),
  )
  const program = ts.createProgram([COLLECTIONS_FILE], { ...options, composite: false, noEmit: true })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(COLLECTIONS_FILE)
  const documents = source?.statements
    .filter((statement) => ts.isInterfaceDeclaration(statement))
    .find(({ name }) => name.text === 'CollectionDocuments')
  if (documents === undefined) throw new Error('CollectionDocuments is not where it was')
  return new Map(
    checker
      .getTypeAtLocation(documents)
      .getProperties()
      .map((property) => {
        const name = property.getName() as CollectionName
        const type = checker.getTypeOfSymbolAtLocation(property, documents)
        return [name, { schema: COLLECTIONS[name].schema, document: shapeOf(type, checker, 0) }]
      }),
  )
}

/**
 * True where every document that was stored by the one is one of the other: nothing is missing, new is only what may be
 * left out or what a value may be besides.
 */
export function fits(before: unknown, now: unknown): boolean {
  if (isOneOf(now)) {
    const all: unknown[] = isOneOf(before) ? before.oneOf : [before]
    return all.every((part) => now.oneOf.some((possible) => fits(part, possible)))
  }
  if (!isObject(before) || !isObject(now)) return before === now
  const names = Object.keys(before)
  return (
    names.every((name) => name in now && fits(before[name], now[name])) &&
    Object.keys(now).every((name) => name in before || name.endsWith('?'))
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isOneOf(value: unknown): value is { oneOf: unknown[] } {
  return isObject(value) && Array.isArray(value['oneOf'])
}

/** A type as JSON: objects by their properties, everything else as TypeScript writes it. */
function shapeOf(type: ts.Type, checker: ts.TypeChecker, depth: number): unknown {
  const written = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation)
  if (type.aliasSymbol?.getName() === 'Json' || depth > DEEPEST) return written
  if (type.isUnion()) {
    const parts = type.types
      .filter((part) => (part.flags & ts.TypeFlags.Undefined) === 0)
      .map((part) => shapeOf(part, checker, depth + 1))
    const texts = [...new Set(parts.map((part) => JSON.stringify(part)))].sort()
    return texts.length === 1 ? parts[0] : { oneOf: texts.map((text) => JSON.parse(text) as unknown) }
  }
  const element = checker.isArrayType(type)
    ? checker.getTypeArguments(type as ts.TypeReference)[0]
    : undefined
  if (element !== undefined) return { listOf: shapeOf(element, checker, depth + 1) }
  if ((type.flags & ts.TypeFlags.Object) === 0) return written
  const index = checker.getIndexInfosOfType(type).map((info) => shapeOf(info.type, checker, depth + 1))
  const properties = checker
    .getPropertiesOfType(type)
    .map((property): [string, unknown] => {
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0
      const shape = shapeOf(checker.getTypeOfSymbol(property), checker, depth + 1)
      return [`${property.getName()}${isOptional ? '?' : ''}`, shape]
    })
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries([...properties, ...index.map((shape): [string, unknown] => ['[any]', shape])])
}
