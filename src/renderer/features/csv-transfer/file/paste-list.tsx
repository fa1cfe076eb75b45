import { Button, Group, Modal, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { tabularShape } from './tabular-text.ts'
import classes from './file.module.css'

interface PasteListProps {
  opened: boolean
  onClose: () => void
  onList: (text: string) => void
}

/** Takes rows that were copied somewhere else. */
export function PasteList({ opened, onClose, onList }: PasteListProps) {
  const t = useText('imports')
  return (
    <Modal opened={opened} onClose={onClose} title={t('paste.title')} size={680}>
      <PasteForm onClose={onClose} onList={onList} />
    </Modal>
  )
}

function PasteForm({ onClose, onList }: Omit<PasteListProps, 'opened'>) {
  const t = useText('imports')
  const common = useText('common')
  const { count } = useFormats()
  const [text, setText] = useState('')
  const shape = tabularShape(text)
  return (
    <>
      <p className={classes.explain}>{t('paste.text')}</p>
      <Textarea
        aria-label={t('paste.label')}
        value={text}
        rows={12}
        data-autofocus
        classNames={{ input: classes.pasted ?? '' }}
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value)
        }}
      />
      <Group mt="md" gap={8} justify="flex-end">
        <Text fz="sm" c="dimmed" mr="auto" role="status">
          {text.trim() === ''
            ? ''
            : shape === null
              ? t('paste.noList')
              : t('paste.found', { rows: count(shape.rows), columns: count(shape.columns) })}
        </Text>
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          disabled={text.trim() === ''}
          onClick={() => {
            onList(text)
          }}
        >
          {t('paste.next')}
        </Button>
      </Group>
    </>
  )
}
