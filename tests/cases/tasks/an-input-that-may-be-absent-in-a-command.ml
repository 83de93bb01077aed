// expect: E0302@5 E0302@6 E0302@7
@!image("python:3.11")

component train(note: String?, data: Dataset?) container {
    command = ["train", note,
        "--note=${note}", 
        data.path,
        if note { note },
    ]
}
