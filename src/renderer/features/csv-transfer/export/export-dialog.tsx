import { Modal } from '@mantine/core'
import { useText } from '#renderer/i18n/use-text.ts'
import { CustomersExport } from './customers-export.tsx'
import type { ExportRequest } from './export-request.ts'
import { MappingsExport } from './mappings-export.tsx'

interface ExportDialogProps {
  /** Null while nothing is to be exported. */
  request: ExportRequest | null
  onClose: () => void
}

/** Asks how to export, then for the place, then writes; the usual case is the button alone. */
export function ExportDialog({ request, onClose }: ExportDialogProps) {
  const t = useText('imports')
  return (
    <Modal
      opened={request !== null}
      onClose={onClose}
      title={t(request?.kind === 'sku-mappings' ? 'export.titleMappings' : 'export.title')}
      size={480}
    >
      {request?.kind === 'customers' && <CustomersExport request={request} onClose={onClose} />}
      {request?.kind === 'sku-mappings' && <MappingsExport onClose={onClose} />}
    </Modal>
  )
}
