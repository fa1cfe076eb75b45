import { z } from 'zod'
import type { ServerImportErrors, ServerImportRowError } from '#shared/connector/server-import.ts'

/** The answers of the import calls. Nothing public shows them (docs/remotes/sku-io.md, section 2): all but the envelope is assumed. */
z.config({ jitless: true })

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())])

/** `{data, status, message, warnings: {key: [text]}}`. */
export const wireImportEnvelopeSchema = z.looseObject({
  data: z.unknown().optional(),
  message: z.string().optional().catch(undefined),
  warnings: z.record(z.string(), texts).optional().catch(undefined),
})

const count = z
  .union([z.int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)])
  .optional()
  .catch(undefined)

/** What either call counts; each has its own part of it. One that counts nothing at all does not fit. */
export const wireImportCountsSchema = z
  .looseObject({
    total_rows: count,
    valid_rows: count,
    created: count,
    updated: count,
    failed: count,
    rows: z.array(z.unknown()).optional().catch(undefined),
    errors: z.unknown().optional(),
  })
  .refine((told) =>
    [told.total_rows, told.valid_rows, told.created, told.updated, told.failed, told.rows].some(
      (part) => part !== undefined,
    ),
  )

const number = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)]).catch(0)
const listed = z.union([
  z.string().transform((message) => ({ row: 0, field: '', message })),
  z
    .looseObject({ row: number, field: z.string().catch(''), message: texts })
    .transform(({ row, field, message }) => ({ row, field, message: message.join(' ') })),
])
/** Most errors that are handed on: a file may have a hundred thousand. */
const ERRORS_KEPT = 500

/** The rows at fault, by list or by path, and how many there are. One entry that cannot be read does not cost the others. */
export const wireImportErrorsSchema: z.ZodType<ServerImportErrors> = z.union([
  z.array(z.unknown()).transform((entries) => ({
    list: entries.slice(0, ERRORS_KEPT).map((entry) => {
      const read = listed.safeParse(entry)
      return read.success ? read.data : { row: 0, field: '', message: JSON.stringify(entry) }
    }),
    total: entries.length,
  })),
  z.record(z.string(), texts).transform((errors) => {
    const entries = Object.entries(errors)
    return { list: entries.slice(0, ERRORS_KEPT).map(byPath), total: entries.length }
  }),
])

/** Laravel's dot path: `3.email` or `rows.3.email` where it speaks of a row. */
function byPath([path, messages]: [string, string[]]): ServerImportRowError {
  const [, row = '0', field = path] = /^(?:rows\.)?(\d+)\.?(.*)$/.exec(path) ?? []
  return { row: Number(row), field, message: messages.join(' ') }
}
