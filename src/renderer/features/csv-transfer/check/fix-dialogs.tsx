import type { RowEdit } from '#shared/csv/csv-file.ts'
import type { ValueToMap } from '#shared/csv/values-to-map.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import type { OpenedFile } from '../opened-file.ts'
import { CountryDialog } from './country-dialog.tsx'
import type { FixDialog } from './fix-menu.tsx'
import { ReplaceDialog } from './replace-dialog.tsx'
import type { ShownColumn } from './shown-columns.ts'
import { ValuesDialog } from './values-dialog.tsx'

interface FixDialogsProps {
  dialog: FixDialog | null
  opened: OpenedFile
  columns: readonly ShownColumn[]
  values: readonly ValueToMap[]
  begin: { column: number; text: string }
  onClose: () => void
  onEdit: (edits: readonly RowEdit[]) => void
}

/** The dialogs that change many rows at once; one of them is open, or none. */
export function FixDialogs({ dialog, opened, columns, values, begin, onClose, onEdit }: FixDialogsProps) {
  const { flow } = useCsvTransfer()
  const raise = useThrow()
  if (dialog === 'replace')
    return <ReplaceDialog columns={columns} begin={begin} onClose={onClose} onEdit={onEdit} />
  if (dialog === 'values') return <ValuesDialog values={values} onClose={onClose} onEdit={onEdit} />
  if (dialog !== 'country') return null
  return (
    <CountryDialog
      columns={opened.columns}
      defaults={opened.options.defaults}
      onClose={onClose}
      onSet={(defaults) => {
        flow.setOptions({ defaults }).catch(raise)
      }}
    />
  )
}
