import type {
  ServerImporter,
  ServerImportFailure,
  ServerImportFile,
  ServerImportOutcome,
} from '#shared/connector/server-import.ts'
import { err, type Result } from '#shared/result.ts'
import type { FormUpload } from '#main/http/form-upload.ts'
import type { SkuIoClient } from './client.ts'
import type { WriteFailure } from '../kit/write-failure.ts'
import { outcomeIn, previewIn } from './server-import-answers.ts'

/**
 * SKU.io's own import of customers (docs/remotes/sku-io.md, section 2): it reads the CSV as it is, and creates and updates by rules
 * of its own. Both calls are for power users.
 */
export function createServerImport(client: SkuIoClient): ServerImporter {
  return {
    async preview(file, signal) {
      const answer = await client.importCustomers('preview', uploadOf(file), signal)
      if (!answer.ok) return err(previewFailure(answer.error, signal.aborted))
      const preview = previewIn(answer.value)
      return preview.ok ? preview : err({ kind: 'failed', error: preview.error })
    },
    async run(file, signal) {
      return runOutcome(await client.importCustomers('run', uploadOf(file), signal))
    },
  }
}

/** Assumed: the part is called `file`, as in the import of nominal codes; the reference shows none for customers. */
function uploadOf({ name, content }: ServerImportFile): FormUpload {
  return { part: 'file', fileName: name, type: 'text/csv', content }
}

/** A preview writes nothing, so an answer that is lost leaves nothing open. */
function previewFailure(failure: WriteFailure, cancelled: boolean): ServerImportFailure {
  const plain = failureOf(failure)
  if (plain.kind !== 'failed' || plain.error.kind !== 'timeout-unknown') return plain
  return {
    kind: 'failed',
    error: cancelled ? { kind: 'cancelled' } : { kind: 'unavailable', status: 0, retryAfterMs: 0 },
  }
}

function runOutcome(answer: Result<unknown, WriteFailure>): ServerImportOutcome {
  if (answer.ok) return outcomeIn(answer.value)
  const failure = answer.error
  if (failure.kind === 'failed' && failure.sent) return { status: 'unknown', error: failure.error }
  // A success whose envelope says "failure": some rows may have been imported all the same.
  if (failure.kind === 'refused' && failure.refusal.status < 300) {
    return { status: 'unknown', error: { kind: 'protocol', detail: failure.refusal.reason } }
  }
  return { status: 'not-sent', failure: failureOf(failure) }
}

function failureOf(failure: WriteFailure): ServerImportFailure {
  switch (failure.kind) {
    case 'failed':
      return { kind: 'failed', error: failure.error }
    case 'gone':
      return { kind: 'refused', status: 404, reason: failure.reason }
    case 'refused': {
      const { status, reason } = failure.refusal
      // There is no record here that the remote could speak about: it is this person's role.
      if (status === 403)
        return { kind: 'failed', error: { kind: 'permission', detail: reason, requiredScope: '' } }
      return { kind: 'refused', status, reason }
    }
  }
}
