import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { RowEdit } from '#shared/csv/csv-file.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ShownColumn } from './shown-columns.ts'

interface ReplaceDialogProps {
  columns: readonly ShownColumn[]
  /** What to begin with: the chosen cell. */
  begin: { column: number; text: string }
  onClose: () => void
  onEdit: (edits: readonly RowEdit[]) => void
}

/** Replaces one value of a column by another in every row. */
export function ReplaceDialog({ columns, begin, onClose, onEdit }: ReplaceDialogProps) {
  const t = useText('imports')
  const common = useText('common')
  const [column, setColumn] = useState(begin.column)
  const [find, setFind] = useState(begin.text)
  const [text, setText] = useState('')
  return (
    <Modal opened onClose={onClose} title={t('fix.replaceTitle')} size={460}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onEdit([{ type: 'replace', column, find: find.trim(), text }])
          onClose()
        }}
      >
        <Stack gap="md">
          <Select
            label={t('fix.column')}
            data={columns.map(({ at, name }) => ({ value: String(at), label: name }))}
            value={String(column)}
            searchable
            onChange={(value) => {
              if (value !== null) setColumn(Number(value))
            }}
          />
          <TextInput
            label={t('fix.find')}
            description={t('fix.findBlank')}
            inputWrapperOrder={['label', 'input', 'description']}
            value={find}
            onChange={(event) => {
              setFind(event.currentTarget.value)
            }}
          />
          <TextInput
            label={t('fix.put')}
            value={text}
            data-autofocus
            onChange={(event) => {
              setText(event.currentTarget.value)
            }}
          />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={find.trim() === text.trim()}>
              {t('fix.run')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
