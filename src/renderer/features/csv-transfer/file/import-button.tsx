import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useText } from '#renderer/i18n/use-text.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'

/** A button that asks for a file, then goes to the steps of the import. */
export function ImportButton() {
  const t = useText('imports')
  const { chooseImport } = useCsvTransfer()
  return (
    <Button variant="default" leftSection={<IconFileImport size={15} stroke={1.7} />} onClick={chooseImport}>
      {t('actions.import')}
    </Button>
  )
}
