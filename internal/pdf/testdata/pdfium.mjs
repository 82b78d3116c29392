// Prints the text that PDFium takes out of PDF files, in JSON: a string for each.
// The packages are those of the folder PDF_READERS.
import { createRequire } from 'node:module';
import fs from 'node:fs';

const require = createRequire(process.env.PDF_READERS + '/');
const { PDFiumLibrary } = require('@hyzyla/pdfium');

const pdfium = await PDFiumLibrary.init();
const texts = [];
for (const file of fs.readFileSync(0, 'utf8').split('\n')) {
  const doc = await pdfium.loadDocument(fs.readFileSync(file));
  let text = '';
  for (const page of doc.pages()) {
    text += page.getText() + '\n';
  }
  // It has signs of its own for hyphens at the ends of lines.
  texts.push(text.replaceAll('\r\n', '\n').replace(/[\ufffe\u0002]/g, '-'));
  doc.destroy();
}
fs.writeFileSync(1, JSON.stringify(texts));
