import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import type { CheckState } from '../import-check.ts'
import { planOf, type OpenedFile } from '../opened-file.ts'
import { PreviewRows } from './preview-rows.ts'

/** The rows of a preview as they are seen; `setVisible` takes numbers of data rows. */
export function usePreviewRows(opened: OpenedFile, { preview, version }: CheckState): PreviewRows {
  const { jobs } = useCsvTransfer()
  const raise = useThrow()
  const [rows] = useState(() => new PreviewRows(raise))
  const describe = useCallback(
    (numbers: readonly number[]) => {
      if (preview === null) return Promise.resolve({ ok: true as const, value: [] })
      return jobs.describe(planOf(opened), numbers, preview)
    },
    [jobs, opened, preview],
  )
  useEffect(() => {
    rows.setSource(describe, version)
  }, [rows, describe, version])
  useSyncExternalStore(rows.subscribe, rows.snapshot)
  return rows
}
