"""
Plays the `aws` command for tests that call it often: the command itself, loaded once and forked
for each call, for it takes a second to load. Writes an executable `aws` into the folder that is
given, says so in a line, and ends with its standard input, and the folder with it.
"""

import json
import os
import shutil
import signal
import socket
import sys
import threading

import awscli.clidriver
import awscli.customizations.assumerole

CLIENT = """#!{python} -SE
import json, os, socket, sys
door = socket.socket(socket.AF_UNIX)
door.connect({address!r})
socket.send_fds(door, [b" "], [0, 1, 2])
call = {{"arguments": sys.argv[1:], "environment": dict(os.environ), "folder": os.getcwd()}}
door.sendall(json.dumps(call).encode())
door.shutdown(socket.SHUT_WR)
sys.exit(int(door.recv(8) or 255))
"""


def answer(connection):
    _, streams, _, _ = socket.recv_fds(connection, 1, 3)
    with connection.makefile() as asked:
        call = json.load(asked)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    data_path = os.environ["AWS_DATA_PATH"]  # The command sets it as it loads.
    os.environ.clear()
    os.environ.update(call["environment"], AWS_DATA_PATH=data_path)
    # So is where it keeps the sessions it took: in the home of whoever calls.
    awscli.customizations.assumerole.CACHE_DIR = os.path.expanduser("~/.aws/cli/cache")
    os.chdir(call["folder"])
    sys.argv = ["aws", *call["arguments"]]
    try:
        code = awscli.clidriver.main()
    except SystemExit as ended:
        code = ended.code
    sys.stdout.flush()
    connection.sendall(str(code or 0).encode())


def end_with_input(folder):
    os.read(0, 1)  # Not by `sys.stdin`, which calls share and one that reads would lock.
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def serve(folder):
    address, command = os.path.join(folder, "door"), os.path.join(folder, "aws")
    door = socket.socket(socket.AF_UNIX)
    door.bind(address)
    door.listen()
    with open(command, "w") as file:
        file.write(CLIENT.format(python=sys.executable, address=address))
    os.chmod(command, 0o700)
    awscli.clidriver.create_clidriver()  # What it loads on the way is there for every call.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    threading.Thread(target=end_with_input, args=[folder], daemon=True).start()
    print(command, flush=True)
    while True:
        connection, _ = door.accept()
        if os.fork() == 0:
            try:
                answer(connection)
            finally:
                os._exit(1)
        connection.close()


serve(sys.argv[1])
