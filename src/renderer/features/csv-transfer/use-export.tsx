import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { CsvFlavour } from '#shared/csv/csv-file.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { exportCustomers, exportSkuMappings, type ExportOutcome } from '#renderer/import/export-runner.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useCsvTransfer } from './csv-transfer-context.ts'
import type { ExportRequest } from './export-request.ts'
import { fileErrorText } from './file-error-text.ts'

/** How often the toast counts on, in ms: drawing it for every batch would slow the export down. */
const TELL_EVERY_MS = 150

/** Runs exports; a toast tells how far one is, stops it, and says where it went. */
export function useExport(): {
  exporting: boolean
  run: (what: ExportRequest, flavour: CsvFlavour) => Promise<void>
} {
  const t = useText('imports')
  const { count } = useFormats()
  const { gate } = useCsvTransfer()
  const { customers, skuMappings, roster } = useWorkspace()
  const [exporting, setExporting] = useState(false)

  const write = async (what: ExportRequest, flavour: CsvFlavour, toast: string): Promise<ExportOutcome> => {
    const stop = new AbortController()
    const show = toastWith(toast, t('export.stop'), () => {
      stop.abort()
    })
    let toldAt = 0
    const control = {
      signal: stop.signal,
      onProgress: (rows: number) => {
        const now = performance.now()
        if (now - toldAt < TELL_EVERY_MS) return
        toldAt = now
        show(t('export.running', { shown: count(rows) }))
      },
    }
    const context = { gate, customers, skuMappings }
    if (what.kind === 'sku-mappings') {
      return exportSkuMappings(context, fileName(t('export.skuMappingsFile')), flavour, control)
    }
    const listed = await roster.ids(what.query)
    const selected = what.selectedIds === null ? null : new Set(what.selectedIds)
    // The selection goes out in the order of the list; what was filtered out since comes after it.
    const ids = selected === null ? listed : [...listed.filter((id) => selected.delete(id)), ...selected]
    return exportCustomers(context, ids, fileName(t('export.customersFile')), flavour, control)
  }

  const run = async (what: ExportRequest, flavour: CsvFlavour): Promise<void> => {
    const toast = crypto.randomUUID()
    setExporting(true)
    try {
      const done = await write(what, flavour, toast)
      notifications.hide(toast)
      if (done === null) return
      if (!done.ok) {
        notifications.show({ color: 'red', title: t('export.failed'), message: fileErrorText(t, done.error) })
        return
      }
      const { rows, name } = done.value
      notifications.show({ message: t('export.done', { count: rows, shown: count(rows), file: name }) })
    } finally {
      notifications.hide(toast)
      setExporting(false)
    }
  }
  return { exporting, run }
}

/** A toast that stays and is updated, with a way to stop. */
function toastWith(id: string, stopLabel: string, stop: () => void): (message: string) => void {
  let shown = false
  return (message) => {
    const toast = {
      id,
      loading: true,
      autoClose: false as const,
      withCloseButton: false,
      message: (
        <Group justify="space-between" wrap="nowrap" gap="md">
          <span>{message}</span>
          <Button variant="subtle" size="compact-sm" onClick={stop}>
            {stopLabel}
          </Button>
        </Group>
      ),
    }
    if (shown) notifications.update(toast)
    else notifications.show(toast)
    shown = true
  }
}

function fileName(what: string): string {
  return `${what}-${new Date().toISOString().slice(0, 10)}.csv`
}
