//! The pipeline of 18_packages.ml, with the components of 18_packages.py as they stand.
use "./18_packages.py".{frame, tools, bare, apart}

pipeline packages() {
    frame(rows = 3)
    tools()
    bare()
    apart()
}
