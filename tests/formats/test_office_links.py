"""A converted file calls nothing outside: what it links to is left alone."""

import http.server
import io
import threading
import zipfile

import pytest

from portal.office import convert, engine

COMMAND = engine("auto")
MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""
CONTENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3">
<office:body><office:text><text:p>Thông báo<draw:frame text:anchor-type="as-char" svg:width="3cm" svg:height="3cm">
<draw:image xlink:href="{}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p></office:text></office:body>
</office:document-content>"""


def linking(address: str) -> bytes:
    """An .odt with a picture that stands elsewhere."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        pack.writestr("META-INF/manifest.xml", MANIFEST)
        pack.writestr("content.xml", CONTENT.format(address))
    return stream.getvalue()


@pytest.mark.skipif(COMMAND is None, reason="LibreOffice is not installed")
def test_a_linked_picture_is_not_fetched():
    asked: list[str] = []

    class Elsewhere(http.server.BaseHTTPRequestHandler):
        def handle_one_request(self):
            asked.append(self.client_address[0])

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made = convert(COMMAND, linking(f"http://127.0.0.1:{server.server_port}/anh.png"), ".odt", "a.odt")
        server.shutdown()
    assert made.startswith(b"PK") and asked == []
