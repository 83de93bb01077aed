//! A download, and an echo of what it fetched.

@image("google/cloud-sdk")
component download(url: String) -> (downloaded: String) container {
    command = ["sh", "-c"]
    args    = ["gsutil cp ${url} ${downloaded.path}"]
}

@image("library/bash")
component echo(downloaded: String) container {
    command = ["sh", "-c"]
    args    = ["echo ${downloaded}"]
}

pipeline sequential(url: String) {
    echo(downloaded = download(url))
}
