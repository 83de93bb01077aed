// One container as a local process that sees its own files: a private root folder with the machine's programs bound in
// read-only, the container's volumes and input artifacts where it mounts them, its own process numbers, its own user
// and no capability that it dropped. The image is not looked at.
//
// In: a container's description, as JSON on standard input of this same program, called with `sandbox`. Out: the
// container's own output and exit code; 64 where it could not be started, as the emissary has it.

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

type mount struct {
	Source, Target string
	ReadOnly       bool
}

type container struct {
	Root        string // becomes /
	Python      string // the folder of a Python that is not under /usr, or ""
	Mounts      []mount
	Command     []string
	Env         []string
	WorkingDir  string
	User        int
	DropAll     bool // no capability is left
	NoEscalated bool // no program may gain rights
}

const (
	prSetNoNewPrivs = 38
	prCapbsetDrop   = 24
	lastCapability  = 40
	notStarted      = 64
)

func sandboxed() {
	var c container
	err := json.NewDecoder(os.Stdin).Decode(&c)
	if err == nil {
		err = c.enter()
	}
	if err == nil {
		err = c.start()
	}
	fmt.Fprintln(os.Stderr, "container not started:", err)
	os.Exit(notStarted)
}

// Makes the private root and goes into it.
func (c *container) enter() error {
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		return fmt.Errorf("private mounts: %w", err)
	}
	binds := []mount{}
	for _, top := range []string{"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc", c.Python} {
		if top == "" {
			continue
		}
		info, err := os.Lstat(top)
		if err != nil {
			continue
		}
		if info.Mode()&os.ModeSymlink != 0 {
			if target, err := os.Readlink(top); err == nil {
				err = os.Symlink(target, c.Root+top)
				if err != nil && !os.IsExist(err) {
					return err
				}
			}
			continue
		}
		binds = append(binds, mount{top, top, true})
	}
	binds = append(binds, mount{"/dev", "/dev", false})
	for _, m := range append(binds, c.Mounts...) {
		if err := c.bind(m); err != nil {
			return fmt.Errorf("%s: %w", m.Target, err)
		}
	}
	for folder, mode := range map[string]os.FileMode{"/proc": 0o555, "/tmp": 0o777 | os.ModeSticky} {
		if err := os.MkdirAll(c.Root+folder, mode); err != nil {
			return err
		}
		if err := os.Chmod(c.Root+folder, mode); err != nil {
			return err
		}
	}
	if err := syscall.Mount("proc", c.Root+"/proc", "proc", 0, ""); err != nil {
		return fmt.Errorf("/proc: %w", err)
	}
	return syscall.Chroot(c.Root)
}

func (c *container) bind(m mount) error {
	target := filepath.Join(c.Root, m.Target)
	info, err := os.Stat(m.Source)
	if err != nil {
		return err
	}
	if info.IsDir() {
		err = os.MkdirAll(target, 0o755)
	} else if err = os.MkdirAll(filepath.Dir(target), 0o755); err == nil {
		err = touch(target)
	}
	if err != nil {
		return err
	}
	if err := syscall.Mount(m.Source, target, "", syscall.MS_BIND|syscall.MS_REC, ""); err != nil {
		return err
	}
	if !m.ReadOnly {
		return nil
	}
	return syscall.Mount("", target, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, "")
}

func touch(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	return file.Close()
}

// Gives up rights and becomes the container's command.
func (c *container) start() error {
	folder := c.WorkingDir
	if folder == "" {
		folder = "/"
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := os.Chdir(folder); err != nil {
		return err
	}
	for _, pair := range c.Env {
		if value, is := strings.CutPrefix(pair, "PATH="); is {
			if err := os.Setenv("PATH", value); err != nil {
				return err
			}
		}
	}
	program, err := exec.LookPath(c.Command[0])
	if err != nil {
		return err
	}
	runtime.LockOSThread() // rights are the thread's, and this one becomes the program
	if c.DropAll {
		for capability := range uintptr(lastCapability + 1) {
			if _, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, prCapbsetDrop, capability, 0); errno != 0 {
				return fmt.Errorf("capability %d: %w", capability, errno)
			}
		}
	}
	if c.NoEscalated {
		if _, _, errno := syscall.RawSyscall6(syscall.SYS_PRCTL, prSetNoNewPrivs, 1, 0, 0, 0, 0); errno != 0 {
			return errno
		}
	}
	if c.User != 0 {
		if err := syscall.Setgroups(nil); err != nil {
			return err
		}
		if err := syscall.Setgid(c.User); err != nil {
			return err
		}
		if err := syscall.Setuid(c.User); err != nil {
			return err
		}
	}
	return syscall.Exec(program, c.Command, c.Env)
}
