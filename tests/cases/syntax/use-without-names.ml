// expect: E0136@2 E0136@3 E0102@4
use std.k8s
use std.notify.webhook
use
