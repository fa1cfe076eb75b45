import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { countWords } from '../count-words.ts'

/** What is known of an import that the remote did by itself. */
export function RemoteResult({ batch, remote }: { batch: ImportBatch; remote: string }) {
  const t = useText('imports')
  const { count } = useFormats()
  if (batch.byRemote === '') return null
  if (batch.rowsDone > 0) return countWords(t, batch.counts, count)
  return t(`server.history.${batch.byRemote}`, { remote })
}
