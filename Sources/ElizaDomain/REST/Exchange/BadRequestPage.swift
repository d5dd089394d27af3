/// What Express shows for a body it cannot read outside of the API.
enum BadRequestPage {
  static let text = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <title>Error</title>
    </head>
    <body>
    <pre>SyntaxError: the body is not valid JSON</pre>
    </body>
    </html>

    """
}
