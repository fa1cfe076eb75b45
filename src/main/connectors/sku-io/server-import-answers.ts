import type { RemoteError } from '#shared/connector/remote-error.ts'
import type {
  ServerImportErrors,
  ServerImportOutcome,
  ServerImportPreview,
} from '#shared/connector/server-import.ts'
import { err, ok, type Result } from '#shared/result.ts'
import {
  wireImportCountsSchema,
  wireImportErrorsSchema,
  wireImportEnvelopeSchema,
} from './server-import-wire.ts'

/** What is handed on of a preview, which may hold every row of the file. */
const SAMPLE_ROWS = 20
const SAMPLE_COLUMNS = 30
const LONGEST_TEXT = 500

/**
 * Assumed: `{data: {total_rows, valid_rows, rows: [...], errors: [{row, field, message}]}}`. An answer that says
 * something else in `message` is handed on as an alert without counts; one that says nothing is `protocol`.
 */
export function previewIn(body: unknown): Result<ServerImportPreview, RemoteError> {
  const { data, alerts } = partsOf(body)
  const counts = wireImportCountsSchema.safeParse(data)
  if (!counts.success && alerts.length === 0) {
    return err({ kind: 'protocol', detail: 'The preview of an import was answered with an unexpected shape' })
  }
  return ok({
    rows: counts.data?.total_rows ?? null,
    valid: counts.data?.valid_rows ?? null,
    alerts,
    errors: errorsIn(counts.data?.errors),
    sample: sampleOf(counts.data?.rows ?? []),
  })
}

/**
 * Assumed: `{data: {created, updated, failed, errors: [...]}}`, or a `message` where the import has become a job of the
 * remote. An answer without either leaves open what was done.
 */
export function outcomeIn(body: unknown): ServerImportOutcome {
  const { data, alerts, message } = partsOf(body)
  const counts = wireImportCountsSchema.safeParse(data)
  if (counts.success) {
    const { created = null, updated = null, failed = null, errors } = counts.data
    if (created !== null || updated !== null || failed !== null) {
      return { status: 'done', created, updated, failed, alerts, errors: errorsIn(errors) }
    }
  }
  if (message !== '' || body === undefined) return { status: 'queued', message }
  return {
    status: 'unknown',
    error: { kind: 'protocol', detail: 'An import was answered with an unexpected shape' },
  }
}

/** The envelope (docs/remotes/sku-io.md, section 1): `data` beside `message` and `warnings`. Assumed: it may be left out. */
function partsOf(body: unknown): { data: unknown; alerts: string[]; message: string } {
  const envelope = wireImportEnvelopeSchema.safeParse(body)
  if (!envelope.success) return { data: undefined, alerts: [], message: '' }
  const { data = body, message = '', warnings = {} } = envelope.data
  const words = shortened(message)
  const alerts = [words, ...Object.values(warnings).flat().map(shortened)].filter((text) => text !== '')
  return { data, alerts: [...new Set(alerts)], message: words }
}

/** Assumed: a list of `{row, field, message}`; plain texts, and texts by dot path (`3.email`) as in a 422, are taken too. */
function errorsIn(told: unknown): ServerImportErrors {
  const read = wireImportErrorsSchema.safeParse(told ?? [])
  if (!read.success) return { list: [], total: 0 }
  const { list, total } = read.data
  return {
    list: list.map(({ row, field, message }) => ({
      row,
      field: shortened(field),
      message: shortened(message),
    })),
    total,
  }
}

/** Assumed: a row of the preview is an object of the columns' values, perhaps with its number in `row`. */
function sampleOf(told: readonly unknown[]): ServerImportPreview['sample'] {
  const rows = told.filter(isRecord).slice(0, SAMPLE_ROWS)
  const names = new Set(rows.flatMap((row) => Object.keys(row).filter((name) => isCell(row[name]))))
  names.delete('row')
  const columns = [...names].slice(0, SAMPLE_COLUMNS)
  return {
    columns,
    rows: rows.map((row) => ({
      row: typeof row['row'] === 'number' ? row['row'] : 0,
      cells: columns.map((name) => shortened(isCell(row[name]) ? String(row[name]) : '')),
    })),
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCell(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function shortened(text: string): string {
  const clean = text.trim()
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}…` : clean
}
